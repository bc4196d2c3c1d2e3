package im.isthmus.irc.network.talking;

import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.network.IrcLink;
import java.nio.charset.Charset;

/** Makes a text fit where IRC has room for one line. */
public final class OneLine {
    /** No topic or reason of ours is longer, whatever the network allows. */
    private static final int MAX_BYTES = 350;

    private OneLine() {}

    /**
     * As {@link #of(String)}, cut to what a network has room for.
     *
     * @param bytes that the network allows
     */
    public static String of(IrcLink link, String text, int bytes) {
        Charset charset = link.network().config().charset();
        return LineSplitter.cut(of(text), Math.min(bytes, MAX_BYTES), charset);
    }

    /** The text with spaces for line breaks and without NUL. */
    public static String of(String text) {
        boolean clean = text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\0') < 0;
        return clean
                ? text
                : text.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ').replace("\0", "");
    }
}
