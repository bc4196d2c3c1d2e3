package im.isthmus.email.smtp;

/**
 * What a server says to a command.
 *
 * @param code of RFC 5321
 * @param status of RFC 3463; empty where none belongs
 * @param text for whoever reads logs, in ASCII
 */
public record Reply(int code, String status, String text) {
    static final Reply OK = new Reply(250, "2.0.0", "Ok");

    /** It is done. */
    public static Reply ok(String text) {
        return new Reply(250, "2.0.0", text);
    }

    /** Not now, but later. */
    public static Reply later(String status, String text) {
        return new Reply(451, status, text);
    }

    /** Never. */
    public static Reply never(int code, String status, String text) {
        return new Reply(code, status, text);
    }

    boolean isPositive() {
        return code < 400;
    }

    /** The line as it is sent, without its end. */
    String line() {
        return code + " " + (status.isEmpty() ? "" : status + " ") + text;
    }
}
