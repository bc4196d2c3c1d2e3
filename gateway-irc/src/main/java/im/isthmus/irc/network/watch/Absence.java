package im.isthmus.irc.network.watch;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks whether people who are found to be there have been away before (USERHOST, RFC 2812 section
 * 4.8), for the network tells only what changes; one question at a time. Has one owner.
 */
final class Absence {
    /** Nicks that one question may have. */
    private static final int MOST = 5;

    private final IrcLink link;
    private final Set<String> nicks = new LinkedHashSet<>();
    private boolean asked;

    Absence(IrcLink link) {
        this.link = link;
    }

    /** Somebody is there: asks about them when it is their turn. */
    void ask(String nick) {
        nicks.add(nick);
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
        asked = false;
    }
}
