package im.isthmus.irc.settings;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user set for a channel.
 *
 * @param recordHistory whether what is said is kept; null for the user's own wish
 * @param persistent whether to stay when the last client has left
 * @param encodingIn of received text that is not UTF-8; null for the network's
 * @param encodingOut of what is sent; null for the network's
 */
public record ChannelSettings(
        @Nullable Boolean recordHistory,
        boolean persistent,
        @Nullable Charset encodingIn,
        @Nullable Charset encodingOut) {
    /** Nothing set. */
    public static final ChannelSettings NONE = new ChannelSettings(null, false, null, null);

    /**
     * Reads values by name of the field.
     *
     * @throws BadSettingException if one of them cannot be
     */
    public static ChannelSettings of(Map<String, String> fields) throws BadSettingException {
        SettingValues values = new SettingValues(fields);
        return new ChannelSettings(
                values.flag("record_history"),
                Boolean.TRUE.equals(values.flag("persistent")),
                values.charset("encoding_in"),
                values.charset("encoding_out"));
    }
}
