package im.isthmus.core.address;

/** A string is no JID by RFC 7622; the message says which part is wrong and why. */
public final class InvalidJidException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidJidException(String message) {
        super(message);
    }
}
