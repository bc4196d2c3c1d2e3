package im.isthmus.irc.network;

import static java.lang.Integer.MAX_VALUE;

import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.capability.StsOffer;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.connection.CloseReason;
import im.isthmus.irc.connection.IrcConnection;
import im.isthmus.irc.connection.IrcIdentity;
import im.isthmus.irc.connection.IrcListener;
import im.isthmus.irc.connection.IrcServerAddress;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.MalformedLineException;
import im.isthmus.irc.network.connecting.CloseFailures;
import im.isthmus.irc.network.connecting.Connector;
import im.isthmus.irc.network.connecting.Linger;
import im.isthmus.irc.network.connecting.UserIdentity;
import im.isthmus.irc.network.nick.Regain;
import im.isthmus.irc.settings.ServerSettings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connection when it is first needed, brings it back when it is lost, and closes it when
 * nobody needs it any more.
 */
public final class LinkLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLifecycle.class);

    private final IrcLink link;
    private final SessionContext context;
    private final Inbox inbox;
    private final Waiting.Outbox outbox;
    private final Connector connector;
    private final Linger linger;
    private final Regain regain;
    private String nick = "";
    private String typedNick = "";

    LinkLifecycle(
            IrcLink link,
            SessionContext context,
            Environment environment,
            Inbox inbox,
            Waiting.Outbox outbox) {
        this.link = link;
        this.context = context;
        this.inbox = inbox;
        this.outbox = outbox;
        this.connector = new Connector(link.network(), context, environment, new Listener());
        this.linger =
                new Linger(
                        context,
                        environment.clock(),
                        environment.timings(),
                        this::leaveUnlessWanted);
        this.regain =
                new Regain(
                        new OwnNick(),
                        environment.timings().rejoin(),
                        environment.timings().lastRetry());
    }

    public Connector connector() {
        return connector;
    }

    /** The nick to come back with from now on. */
    public void nick(String nick) {
        this.nick = nick;
    }

    /**
     * The user typed a line for the network: a nick in it is the user's choice, if it comes true.
     */
    public void typed(IrcMessage line) {
        if (line.command().equals("NICK")) {
            typedNick = line.param(0);
        }
    }

    /** Whether the user typed that this is to be the own nick. */
    public boolean hasTyped(String newNick) {
        return link.server().mapping().same(typedNick, newNick);
    }

    /** A nick to come with; a link that is up, or on its way, keeps the one it has. */
    public void propose(String nick) {
        if (!connector.isTrying()) {
            this.nick = nick;
        }
    }

    /** Somebody gave up a nick: if it is the user's own, the user takes it back. */
    public void freed(String other) {
        Server server = link.server();
        if (server.online() && server.mapping().same(other, nick) && !server.isMe(nick)) {
            boolean _ = server.trySend(IrcMessage.of("NICK", nick));
        }
    }

    /** What gets the user's nick back. */
    public Regain regain() {
        return regain;
    }

    /** Something needs the connection now. */
    public void need() {
        linger.stop();
        connector.connect();
    }

    /** Somebody was talked to: the link stays for the answer. */
    public void talked() {
        linger.talked();
    }

    /** Something is no longer needed: perhaps nothing is. */
    public void needless() {
        if (link.isWanted() || !link.watch().isEmpty()) {
            return;
        }
        if (connector.isTrying()) {
            linger.start();
        } else {
            connector.stop("");
        }
    }

    /** Closes the link because the user says so; it does not come back by itself. */
    public void quit(String reason) {
        boolean wasOnline = link.server().online();
        stop(reason);
        fail(new CloseReason.Quit("You closed the connection."), false, wasOnline);
    }

    /** Closes the link without telling anybody. */
    void close(String reason) {
        link.requests().clear();
        link.messages().clear();
        link.joining().forget();
        stop(reason);
    }

    private void stop(String reason) {
        linger.stop();
        regain.stop();
        connector.stop(reason);
    }

    /** Whether the link stays for an answer of somebody. */
    boolean isBusy() {
        return linger.isRunning();
    }

    private void leaveUnlessWanted() {
        if (!link.isWanted() && link.watch().isEmpty()) {
            stop("Nobody is here any more");
            fail(new CloseReason.Quit("Disconnected, as unused."), false, true);
        } else if (!link.requests().isEmpty()) {
            linger.talked(); // and look again when they are answered
        }
    }

    /** Nothing that was asked will be answered any more. */
    private void fail(CloseReason reason, boolean comingBack, boolean wasOnline) {
        BackendFailure failure = CloseFailures.of(reason);
        link.server().labels().clear();
        link.channelQueries().clear();
        link.splits().clear();
        link.whois().clear(failure);
        link.talk().clear();
        link.history().clear();
        link.watch().lost();
        link.account().lost();
        regain.stop();
        link.cards().clear();
        link.messages()
                .clear()
                .forEach(m -> link.publish(new MessageFailed(m.to(), m.ref(), failure)));
        link.requests().clear().forEach(request -> link.publish(request.refused(failure)));
        link.waiting().fail(failure);
        link.joining().linkLost(failure, reason.text(), comingBack);
        if (wasOnline) {
            link.missed().lost();
        }
        if (wasOnline || !comingBack) {
            link.publishConnected(false, reason.text());
        }
    }

    private final class OwnNick implements Regain.Desk {
        /** The one set for the network counts more than those that clients choose. */
        @Override
        public String wanted() {
            String set = link.settings().nick();
            String whole = set.isEmpty() ? nick : set;
            // Servers cut longer ones without a word (ISUPPORT NICKLEN).
            Supports supports = link.server().supports();
            int most = supports.token("NICKLEN") == null ? MAX_VALUE : supports.nickLength();
            return whole.length() > most ? whole.substring(0, most) : whole;
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

    private final class Listener implements Connector.Events {
        @Override
        public IrcConnection open(IrcListener listener) {
            link.joining().connecting();
            link.carrying().restart();
            ServerSettings settings = link.settings();
            IrcIdentity identity =
                    UserIdentity.of(context.user(), link.network(), nick, settings)
                            .away(link.away().opening());
            return IrcConnection.open(
                    link.network().connection(context.user(), settings, link.encodings()),
                    identity,
                    context::asOwner,
                    listener);
        }

        @Override
        public void welcomed(IrcConnection connection) {
            LOG.debug("irc.online network={} nick={}", link.network().name(), connection.nick());
            link.channels().use(connection.supports().caseMapping());
            link.console().welcomed();
            String text =
                    "Connected to " + link.network().name() + " as " + connection.nick() + ".";
            link.publishConnected(true, text);
            link.carrying().refresh();
            keepSts();
            link.cards().refresh();
            link.missed().restart();
            regain.start();
            link.away().restart();
            link.watch().restart();
            afterConnect();
            link.joining().enterAll();
            link.waiting().release(outbox);
            needless();
        }

        /** What the user wants said first, such as to services. */
        private void afterConnect() {
            for (String line : link.settings().afterConnect()) {
                try {
                    boolean _ = link.server().trySend(IrcMessage.parse(line));
                } catch (MalformedLineException e) {
                    LOG.debug("irc.after-connect=malformed network={}", link.network().name());
                }
            }
        }

        /** What a server wants of who comes with TLS; kept anew whenever it is seen. */
        private void keepSts() {
            IrcConnection connection = connector.connection();
            IrcServerAddress server = connection == null ? null : connection.securedServer();
            long seconds = StsOffer.of(link.server().offered("sts")).seconds();
            if (server != null && seconds >= 0) {
                link.network().sts().persist(server.host(), server.port(), seconds);
            }
        }

        @Override
        public void offerChanged() {
            link.carrying().refresh();
            if (link.server().online()) {
                link.cards().refresh();
            }
            keepSts();
        }

        @Override
        public void received(IrcMessage message) {
            inbox.received(link, message);
        }

        @Override
        public void lost(CloseReason reason, boolean wasOnline) {
            if (reason instanceof CloseReason.TlsDemanded demand) {
                link.network().sts().upgrade(demand.host(), demand.port());
                connector.connect();
                return;
            }
            LOG.debug("irc.lost network={} reason={}", link.network().name(), reason);
            boolean comingBack =
                    reason.mayRetry() && (link.joining().hasWishes() || !link.watch().isEmpty());
            if (comingBack) {
                connector.comeBack(reason instanceof CloseReason.Throttled);
            }
            fail(reason, comingBack, wasOnline);
        }
    }
}
