package im.isthmus.email.header;

import im.isthmus.email.address.MailAddress;
import java.util.List;

/**
 * Somebody in a header field.
 *
 * @param name as they call themselves, fit to be shown; may be empty
 */
public record Mailbox(String name, MailAddress address) {
    /**
     * What is shown: the address too, where the name looks like one (a common deception) or is
     * missing.
     */
    public String shown() {
        if (name.isEmpty()) {
            return address.toString();
        }
        return name.contains("@") || name.contains("\uff20") || name.contains("\ufe6b")
                ? name + " <" + address + ">"
                : name;
    }

    /** The mailboxes of a field such as To; what is none is left out. */
    public static List<Mailbox> parse(String field) {
        return new MailboxReader(field).read();
    }
}
