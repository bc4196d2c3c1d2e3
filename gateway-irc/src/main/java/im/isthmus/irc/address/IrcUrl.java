package im.isthmus.irc.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link to a channel, {@code irc://irc.example.net/channel}, as web pages have it
 * (draft-butcher-irc-url-04). Its port and key are not used.
 *
 * @param channel begins with a sigil, which links may leave out
 */
public record IrcUrl(String network, String channel) {
    private static final Pattern URL =
            Pattern.compile("(?i)ircs?6?://([^/:?#]+)(?::\\d+)?/([^,?]+).*");

    /** Reads a link; null if it is none, or none to a channel. */
    public static @Nullable IrcUrl parse(String text) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            return null;
        }
        try {
            String name = URLDecoder.decode(url.group(2).replace("+", "%2B"), UTF_8);
            return new IrcUrl(url.group(1), IrcNames.isChannel(name) ? name : '#' + name);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
