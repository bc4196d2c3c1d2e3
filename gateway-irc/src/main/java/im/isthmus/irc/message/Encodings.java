package im.isthmus.irc.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * In which character sets text comes and goes. IRC does not say; whole channels keep to one of old.
 *
 * @param received what text is that is no UTF-8
 * @param sent what is sent; must contain ASCII
 * @param channelsReceived the same for channels that differ, by name in lower case
 * @param channelsSent what is sent to channels that differ, by name in lower case
 */
public record Encodings(
        Charset received,
        Charset sent,
        Map<String, Charset> channelsReceived,
        Map<String, Charset> channelsSent) {
    public Encodings {
        channelsReceived = Map.copyOf(channelsReceived);
        channelsSent = Map.copyOf(channelsSent);
    }

    /** The same everywhere. */
    public static Encodings of(Charset received, Charset sent) {
        return new Encodings(received, sent, Map.of(), Map.of());
    }

    /** With another one for what is no UTF-8 in a channel. */
    public Encodings withReceived(String channel, Charset charset) {
        Map<String, Charset> more = new HashMap<>(channelsReceived);
        more.put(channel.toLowerCase(Locale.ROOT), charset);
        return new Encodings(received, sent, more, channelsSent);
    }

    /** With another one for what is sent to a channel. */
    public Encodings withSent(String channel, Charset charset) {
        Map<String, Charset> more = new HashMap<>(channelsSent);
        more.put(channel.toLowerCase(Locale.ROOT), charset);
        return new Encodings(received, sent, channelsReceived, more);
    }

    /** What is decoded with after a parameter that may name a channel. */
    Charset receivedAfter(String param, Charset before) {
        return channelsReceived.isEmpty()
                ? before
                : channelsReceived.getOrDefault(param.toLowerCase(Locale.ROOT), before);
    }

    /**
     * What is sent to a nick or channel.
     *
     * @param utf8Only whether the server takes nothing else (IRCv3 UTF8ONLY)
     */
    public Charset sentTo(String target, boolean utf8Only) {
        if (utf8Only) {
            return StandardCharsets.UTF_8;
        }
        return channelsSent.isEmpty()
                ? sent
                : channelsSent.getOrDefault(target.toLowerCase(Locale.ROOT), sent);
    }
}
