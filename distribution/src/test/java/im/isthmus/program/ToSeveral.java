package im.isthmus.program;

/** A message to several people (XEP-0033). */
final class ToSeveral {
    private ToSeveral() {}

    /**
     * One to somebody and others.
     *
     * @param content its body, and what else it has
     * @param others each an {@link #address}
     */
    static String message(String id, String to, String content, String... others) {
        return ("<message type='chat' id='%s' to='%s'>%s"
                        + "<addresses xmlns='http://jabber.org/protocol/address'>%s%s</addresses></message>")
                .formatted(id, to, content, address("to", to), String.join("", others));
    }

    /** Somebody whom the others see ({@code to}, {@code cc}) or not ({@code bcc}). */
    static String address(String type, String jid) {
        return "<address type='%s' jid='%s'/>".formatted(type, jid);
    }
}
