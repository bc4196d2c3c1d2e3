package im.isthmus.email.imap;

/** The server refused a command, and will again; the connection is all right. */
public final class ImapException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean logIn;

    ImapException(Response response, boolean logIn) {
        super(response.text());
        this.code = response.codeName();
        this.logIn = logIn;
    }

    /** A name for programs (RFC 5530), such as {@code UNAVAILABLE}; may be empty. */
    public String code() {
        return code;
    }

    /** Whether the server does not let the user in, and not only for the moment. */
    public boolean isBadLogIn() {
        return logIn && !code.equals("UNAVAILABLE") && !code.equals("INUSE");
    }

    /** What the server said, for people. */
    public String words() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
