package im.isthmus.core.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values with a unit, which is never guessed. */
public final class Quantities {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12}) ?([A-Za-z]+)");

    /** Milliseconds. */
    private static final Map<String, Long> TIME = new LinkedHashMap<>();

    /** Bytes. */
    private static final Map<String, Long> SIZE = new LinkedHashMap<>();

    static {
        TIME.put("ms", 1L);
        TIME.put("s", 1_000L);
        TIME.put("m", 60_000L);
        TIME.put("h", 3_600_000L);
        TIME.put("d", 86_400_000L);
        SIZE.put("B", 1L);
        SIZE.put("kB", 1_000L);
        SIZE.put("KiB", 1L << 10);
        SIZE.put("MB", 1_000_000L);
        SIZE.put("MiB", 1L << 20);
        SIZE.put("GB", 1_000_000_000L);
        SIZE.put("GiB", 1L << 30);
    }

    private Quantities() {}

    /** A time span such as {@code "30s"}, from {@code min} to {@code max}. */
    public static Value<Duration> duration(Duration min, Duration max) {
        return (raw, origin) -> {
            Duration value = Duration.ofMillis(scaled(raw, "time", TIME));
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new Value.Wrong(
                        "must be from " + shown(min) + " to " + shown(max) + ", not " + raw);
            }
            return value;
        };
    }

    /** A size in bytes such as {@code "512KiB"}, from {@code min} to {@code max} bytes. */
    public static Value<Long> size(long min, long max) {
        return (raw, origin) -> {
            long value = scaled(raw, "size", SIZE);
            if (value < min || value > max) {
                throw new Value.Wrong("must be from " + min + "B to " + max + "B, not " + raw);
            }
            return value;
        };
    }

    private static long scaled(Object raw, String what, Map<String, Long> units)
            throws Value.Wrong {
        String known = Values.quoted(List.copyOf(units.keySet()));
        if (raw instanceof Long) {
            throw new Value.Wrong("needs a unit, one of " + known + ", and quotes");
        }
        Matcher matcher = QUANTITY.matcher(Values.string(raw).strip());
        if (!matcher.matches()) {
            throw new Value.Wrong(
                    "is no "
                            + what
                            + ": "
                            + Values.shown(raw)
                            + " (a whole number and one of "
                            + known
                            + ")");
        }
        Long unit = units.get(matcher.group(2));
        if (unit == null) {
            throw new Value.Wrong(
                    "has an unknown unit: " + Values.shown(raw) + ", must be one of " + known);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), (long) unit);
        } catch (ArithmeticException e) {
            throw new Value.Wrong("is too large: " + Values.shown(raw));
        }
    }

    /** The largest unit that divides it. */
    private static String shown(Duration duration) {
        long millis = duration.toMillis();
        String best = millis + "ms";
        for (Map.Entry<String, Long> unit : TIME.entrySet()) {
            if (millis % unit.getValue() == 0) {
                best = millis / unit.getValue() + unit.getKey();
            }
        }
        return best;
    }
}
