package im.isthmus.irc.order;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.util.ArrayList;
import java.util.List;

/** Changes modes of a channel, in as many lines as the network asks for, one after the other. */
final class ModeOrder {
    /** Where a network sets no limit of its own, a line has room for so many masks. */
    private static final int MOST = 4;

    private final IrcLink link;
    private final String channel;
    private final MessageRef ref;

    ModeOrder(IrcLink link, JoinedChannel channel, MessageRef ref) {
        this.link = link;
        this.channel = channel.name();
        this.ref = ref;
    }

    /**
     * Makes all changes, then goes on; at once if there are none.
     *
     * @throws BackendException if the first line cannot be sent
     */
    void run(List<ModeChange> changes, Asking.Next next) throws BackendException {
        if (changes.isEmpty()) {
            next.run();
            return;
        }
        int count = Math.min(MOST, link.server().supports().modesPerLine());
        List<ModeChange> now = changes.subList(0, Math.min(count, changes.size()));
        List<ModeChange> rest = changes.subList(now.size(), changes.size());
        String fence = "fence" + link.server().labels().take(1);
        var step =
                new ModeStep(
                        channel,
                        ref,
                        now,
                        fence,
                        () -> Asking.goOn(link, ref, () -> run(rest, next)));
        Asking.ask(link, step, line(channel, now));
        boolean _ = link.server().trySend(IrcMessage.of("PING", fence));
    }

    private static IrcMessage line(String channel, List<ModeChange> changes)
            throws BackendException {
        StringBuilder letters = new StringBuilder();
        char sign = 0;
        List<String> params = new ArrayList<>(List.of(channel, ""));
        for (ModeChange change : changes) {
            char own = change.set() ? '+' : '-';
            if (own != sign) {
                letters.append(own);
            }
            sign = own;
            letters.append(change.letter());
            if (!change.argument().isEmpty()) {
                params.add(change.argument());
            }
        }
        params.set(1, letters.toString());
        return Asking.line("MODE", params.toArray(String[]::new));
    }
}
