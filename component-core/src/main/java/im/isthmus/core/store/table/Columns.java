package im.isthmus.core.store.table;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;

/** Values as columns hold them. */
final class Columns {
    private Columns() {}

    /** A JID that we wrote ourselves. */
    static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalStateException("the database has a JID that is none: " + text, e);
        }
    }
}
