package im.isthmus.irc.network.nick;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Server;
import im.isthmus.irc.network.connecting.Timings;
import java.time.Duration;

/** By which nick the user wants to be known on a network, and gets it when it is free. */
public final class OwnNick {
    private final IrcLink link;
    private final SessionContext context;
    private final Regain regain;
    private String chosen = "";
    private String typed = "";

    public OwnNick(IrcLink link, SessionContext context, Timings timings) {
        this.link = link;
        this.context = context;
        this.regain = new Regain(new Desk(), timings.rejoin(), timings.lastRetry());
    }

    /** The nick to come with; empty for whatever there is. */
    public String chosen() {
        return chosen;
    }

    /** The nick to come back with from now on. */
    public void choose(String nick) {
        chosen = nick;
    }

    /** A nick to come with; a link that is up, or on its way, keeps the one it has. */
    public void propose(String nick) {
        if (!link.lifecycle().connector().isTrying()) {
            chosen = nick;
        }
    }

    /**
     * The user typed a line for the network: a nick in it is the user's choice, if it comes true.
     */
    public void typed(IrcMessage line) {
        if (line.command().equals("NICK")) {
            typed = line.param(0);
        }
    }

    /** Whether the user typed that this is to be the own nick. */
    public boolean hasTyped(String newNick) {
        return link.server().mapping().same(typed, newNick);
    }

    /** Somebody gave up a nick: if it is the user's own, the user takes it back. */
    public void freed(String other) {
        Server server = link.server();
        if (server.online() && server.mapping().same(other, chosen) && !server.isMe(chosen)) {
            boolean _ = server.trySend(IrcMessage.of("NICK", chosen));
        }
    }

    /** What gets the user's nick back. */
    public Regain regain() {
        return regain;
    }

    private final class Desk implements Regain.Desk {
        /** The one set for the network counts more than those that clients choose. */
        @Override
        public String wanted() {
            String set = link.settings().nick();
            return link.server().supports().cutNick(set.isEmpty() ? chosen : set);
        }

        @Override
        public boolean has(String other) {
            return link.server().isMe(other);
        }

        @Override
        public void ask(String other) {
            boolean _ = link.server().trySend(IrcMessage.of("NICK", other));
        }

        @Override
        public SessionContext.Timer after(Duration wait, Runnable task) {
            return context.schedule(wait, task);
        }
    }
}
