package im.isthmus.irc.network.watch;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether people are away (USERHOST, RFC 2812 section 4.8): who is found to be there, for the
 * network tells only what changes, and who was away, where it does not tell even that. One question
 * at a time. Has one owner.
 */
final class Absence {
    /** Nicks that one question may have. */
    private static final int MOST = 5;

    private static final Duration PACE = Duration.ofMinutes(1);

    private final IrcLink link;
    private final SessionContext context;
    private final Set<String> nicks = new LinkedHashSet<>();
    private final Set<String> later = new LinkedHashSet<>();
    private boolean asked;
    private SessionContext.@Nullable Timer timer;

    Absence(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
    }

    /** Asks about somebody when it is their turn. */
    void ask(String nick) {
        nicks.add(nick);
        if (!asked) {
            next();
        }
    }

    /** Somebody is away: asks about them again in a while. */
    void askLater(String nick) {
        later.add(nick);
        if (timer == null) {
            timer = context.schedule(PACE, this::again);
        }
    }

    private void again() {
        timer = null;
        nicks.addAll(later);
        later.clear();
        if (!asked) {
            next();
        }
    }

    /** An answer is there; whether there was a question. */
    boolean answered() {
        boolean was = asked;
        if (was) {
            next();
        }
        return was;
    }

    private void next() {
        List<String> some = new ArrayList<>(MOST);
        for (Iterator<String> all = nicks.iterator(); all.hasNext() && some.size() < MOST; ) {
            some.add(all.next());
            all.remove();
        }
        asked =
                !some.isEmpty()
                        && link.server()
                                .trySend(IrcMessage.of("USERHOST", some.toArray(String[]::new)));
    }

    /** The network does not know the question; whether it was asked. */
    boolean refused() {
        boolean was = asked;
        clear();
        return was;
    }

    /** The link is lost: nobody is there as far as is known. */
    void clear() {
        nicks.clear();
        later.clear();
        asked = false;
        SessionContext.Timer running = timer;
        if (running != null) {
            running.cancel();
            timer = null;
        }
    }
}
