package im.isthmus.core.content;

/**
 * Somebody else who gets a message (XEP-0033).
 *
 * @param address localpart of a contact of the gateway, or a JID or URI of another service
 * @param ours whether {@code address} is a localpart of this gateway
 * @param delivered whether somebody else already saw to it; then it is only shown
 */
public record Recipient(Kind kind, String address, boolean ours, boolean delivered) {
    /** The types of XEP-0033 section 3 that legacy networks know. */
    public enum Kind {
        TO,
        CC,
        BCC,
        REPLY_TO
    }
}
