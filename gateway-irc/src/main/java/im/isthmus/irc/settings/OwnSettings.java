package im.isthmus.irc.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user set for all of IRC.
 *
 * @param maxHistory messages of history on joining; null for the gateway's
 * @param recordHistory whether what is said in channels is kept
 * @param persistent whether to stay in channels when the last client has left; null for the
 *     gateway's
 */
public record OwnSettings(
        @Nullable Integer maxHistory, boolean recordHistory, @Nullable Boolean persistent) {
    /** Nothing set. */
    public static final OwnSettings NONE = new OwnSettings(null, true, null);

    /**
     * Reads values by name of the field.
     *
     * @throws BadSettingException if one of them cannot be
     */
    public static OwnSettings of(Map<String, String> fields) throws BadSettingException {
        SettingValues values = new SettingValues(fields);
        return new OwnSettings(
                values.number("max_history_length", 0, 10_000),
                !Boolean.FALSE.equals(values.flag("record_history")),
                values.flag("persistent"));
    }
}
