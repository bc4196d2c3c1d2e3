package im.isthmus.irc.login;

/** A server broke the rules of a login, or could not prove what it has to. */
final class UntrustedServerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    UntrustedServerException(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    String text() {
        return text;
    }
}
