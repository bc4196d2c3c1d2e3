package im.isthmus.core.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;

/** JIDs out of fields that were checked when they were filled in. */
public final class CheckedJid {
    private CheckedJid() {}

    /** The JID of a line. */
    public static Jid of(String line) {
        try {
            return Jid.parse(line);
        } catch (InvalidJidException e) {
            throw new IllegalStateException("unchecked: " + line, e);
        }
    }
}
