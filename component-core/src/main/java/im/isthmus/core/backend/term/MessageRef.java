package im.isthmus.core.backend.term;

import im.isthmus.core.address.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Ties an answer of the legacy side to the very stanza it is about. A backend that outlives the
 * process with a message keeps all of this with it.
 *
 * @param sender the full JID that sent it; errors go there
 * @param id the stanza's id; null if the client gave none
 * @param originId XEP-0359 origin-id, if any
 * @param wants what the sender wants to hear about it
 */
public record MessageRef(Jid sender, @Nullable String id, @Nullable String originId, Wants wants) {
    /** As asked for by a stanza without further wishes. */
    public MessageRef(Jid sender, @Nullable String id, @Nullable String originId) {
        this(sender, id, originId, Wants.NOTHING);
    }

    /**
     * What the sender of a message asked to be told.
     *
     * @param receipt that it arrived (XEP-0184)
     * @param marker that it was displayed (XEP-0333)
     */
    public record Wants(boolean receipt, boolean marker) {
        /** Only failures. */
        public static final Wants NOTHING = new Wants(false, false);
    }
}
