package im.isthmus.irc.network;

/** Makes a text fit where IRC has room for one line. */
public final class OneLine {
    private OneLine() {}

    /** The text with spaces for line breaks and without NUL. */
    public static String of(String text) {
        boolean clean = text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\0') < 0;
        return clean
                ? text
                : text.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ').replace("\0", "");
    }
}
