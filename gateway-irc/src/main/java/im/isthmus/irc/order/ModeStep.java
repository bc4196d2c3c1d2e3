package im.isthmus.irc.order;

import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.pending.PendingRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Mode changes on their way. Networks say nothing where nothing changes, so a PING follows them:
 * what was not refused before its answer is done.
 */
final class ModeStep implements PendingRequest.Step {
    private final String channel;
    private final MessageRef ref;
    private final List<ModeChange> changes;
    private final List<ModeChange> open;
    private final String fence;
    private final Runnable next;

    /**
     * @param channel in IRC's words
     * @param fence what the PING asks back
     * @param next to be done when all is done
     */
    ModeStep(
            String channel, MessageRef ref, List<ModeChange> changes, String fence, Runnable next) {
        this.channel = channel;
        this.ref = ref;
        this.changes = List.copyOf(changes);
        this.open = new ArrayList<>(changes);
        this.fence = fence;
        this.next = next;
    }

    /** In IRC's words. */
    String channel() {
        return channel;
    }

    @Override
    public MessageRef ref() {
        return ref;
    }

    String fence() {
        return fence;
    }

    /** Most refusals name the channel, some the nick, 472 the letter. */
    @Override
    public boolean isAbout(String subject, CaseMapping mapping) {
        return mapping.same(channel, subject)
                || changes.stream()
                        .anyMatch(each ->
                                mapping.same(each.argument(), subject)
                                        || subject.equals(String.valueOf(each.letter())));
    }

    /** A change was seen; whether this waited for it. */
    boolean saw(ModeChange change, CaseMapping mapping) {
        return open.removeIf(each -> each.isSame(change, mapping));
    }

    /** Whether all changes were seen. */
    boolean isComplete() {
        return open.isEmpty();
    }

    @Override
    public void settled() {
        next.run();
    }
}
