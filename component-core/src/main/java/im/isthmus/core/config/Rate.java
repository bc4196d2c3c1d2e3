package im.isthmus.core.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much may happen in how long; all of it may happen at once. Written as {@code "120/min"}.
 *
 * @param count 0 for no limit
 */
public record Rate(int count, Duration period) {
    /** As often as anybody likes. */
    public static final Rate UNLIMITED = new Rate(0, Duration.ofSeconds(1));

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?/ ?(s|min|h|d)");
    private static final Map<String, Duration> PERIODS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "min", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    /** A rate, or {@code "unlimited"}. */
    public static Value<Rate> value() {
        return (raw, origin) -> {
            String text = Values.string(raw);
            if (text.equals("unlimited")) {
                return UNLIMITED;
            }
            Matcher matcher = WRITTEN.matcher(text);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
                throw new Value.Wrong(
                        "must be a number a second, minute, hour or day, as in \"120/min\", or"
                                + " \"unlimited\", not "
                                + Values.shown(raw));
            }
            Duration period = PERIODS.getOrDefault(matcher.group(2), Duration.ofSeconds(1));
            return new Rate(Integer.parseInt(matcher.group(1)), period);
        };
    }

    public boolean isLimited() {
        return count > 0;
    }
}
