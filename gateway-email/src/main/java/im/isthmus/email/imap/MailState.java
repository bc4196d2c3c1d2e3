package im.isthmus.email.imap;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about a mail without the mail itself.
 *
 * @param flags such as {@code \Seen}, in upper case
 * @param size in bytes
 * @param at when it came; null if the server did not say
 * @param modSeq of its last change; 0 if the server does not count them
 */
public record MailState(long uid, Set<String> flags, long size, @Nullable Instant at, long modSeq) {
    public MailState {
        flags = Set.copyOf(flags);
    }

    /** Whether some program showed it to its reader. */
    public boolean isSeen() {
        return flags.contains("\\SEEN");
    }
}
