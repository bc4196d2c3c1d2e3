package im.isthmus.irc.config;

import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports that may be connected to. */
public record PortRanges(List<Range> ranges) {
    /** Where IRC is found; below 1024 other services listen. */
    static final List<String> STANDARD = List.of("194", "994", "1024-65535");

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    /** From one port to another, both included. */
    public record Range(int first, int last) {}

    public PortRanges {
        ranges = List.copyOf(ranges);
    }

    /** A list such as {@code ["194", "6660-6697"]}. */
    static Value<PortRanges> value() {
        return (raw, origin) -> {
            List<Range> ranges = new ArrayList<>();
            for (String each : Values.list(Values.text()).read(raw, origin)) {
                ranges.add(range(each));
            }
            return new PortRanges(ranges);
        };
    }

    private static Range range(String text) throws Value.Wrong {
        Matcher matcher = RANGE.matcher(text);
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first >= 1 && first <= last && last <= 65_535) {
                return new Range(first, last);
            }
        }
        throw new Value.Wrong(
                "takes ports such as \"6697\" or \"6660-6697\", not \"" + text + "\"");
    }

    /** These and one more. */
    public PortRanges with(int port) {
        List<Range> more = new ArrayList<>(ranges);
        more.add(new Range(port, port));
        return new PortRanges(more);
    }

    /** Whether a port is among them. */
    public boolean contains(int port) {
        return ranges.stream().anyMatch(range -> port >= range.first() && port <= range.last());
    }
}
