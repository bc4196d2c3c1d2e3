package im.isthmus.irc.order;

import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.pending.PendingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The question for a list of masks that a channel keeps, such as its bans. */
final class ListStep implements PendingRequest.Step {
    /** Servers keep at most some hundreds. */
    private static final int MAX = 2000;

    /**
     * An entry of such a list.
     *
     * @param letter of the mode whose list it is
     * @param setter who put it there; empty if the network does not tell
     */
    record Mask(char letter, String mask, String setter) {}

    private final String channel;
    private final MessageRef ref;
    private final char letter;
    private final List<Mask> found = new ArrayList<>();
    private final Consumer<List<Mask>> next;

    /**
     * @param channel in IRC's words
     * @param letter of the mode
     * @param next gets the list
     */
    ListStep(String channel, MessageRef ref, char letter, Consumer<List<Mask>> next) {
        this.channel = channel;
        this.ref = ref;
        this.letter = letter;
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

    char letter() {
        return letter;
    }

    @Override
    public boolean isAbout(String subject, CaseMapping mapping) {
        return mapping.same(channel, subject) || subject.equals(String.valueOf(letter));
    }

    void add(String mask, String setter) {
        if (found.size() < MAX) {
            found.add(new Mask(letter, mask, setter));
        }
    }

    @Override
    public void settled() {
        next.accept(List.copyOf(found));
    }
}
