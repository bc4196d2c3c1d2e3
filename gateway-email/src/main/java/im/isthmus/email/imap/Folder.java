package im.isthmus.email.imap;

import java.util.Set;

/**
 * A folder of a mailbox.
 *
 * @param name as the server calls it
 * @param shown as people call it
 * @param uses what it is for (RFC 6154), such as {@code \SENT}, and other attributes; upper case
 */
public record Folder(String name, String shown, Set<String> uses) {
    public Folder {
        uses = Set.copyOf(uses);
    }

    /** Whether mails can be in it. */
    public boolean canBeOpened() {
        return !uses.contains("\\NOSELECT") && !uses.contains("\\NONEXISTENT");
    }
}
