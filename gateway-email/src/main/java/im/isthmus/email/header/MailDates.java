package im.isthmus.email.header;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a mail was sent, as far as it can be believed. */
public final class MailDates {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /** What is longer is no date. */
    private static final int LONGEST = 300;

    private static final Pattern DATE =
            Pattern.compile(
                    "(?i)(\\d{1,2})[\\s-]+([a-z]{3})[a-z]*[\\s-]+(\\d{2,4})\\s+(\\d{1,2}):(\\d{2})"
                            + "(?::(\\d{2}))?\\s*([+-]\\d{4}|[a-z]{1,5})?");

    private MailDates() {}

    /**
     * The time of a field such as Date.
     *
     * @param now a mail cannot be younger than this
     * @return empty if there is none, or none that can be
     */
    public static Optional<Instant> parse(String field, Instant now) {
        Matcher date = DATE.matcher(beginning(field).replaceAll("\\([^)]*\\)", " "));
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
            int year = Integer.parseInt(date.group(3));
            year += year < 50 ? 2000 : year < 1000 ? 1900 : 0;
            int second = date.group(6) == null ? 0 : Integer.parseInt(date.group(6));
            Instant time =
                    LocalDateTime.of(
                                    year,
                                    month,
                                    Integer.parseInt(date.group(1)),
                                    Integer.parseInt(date.group(4)),
                                    Integer.parseInt(date.group(5)),
                                    Math.min(second, 59))
                            .toInstant(zone(date.group(7)));
            boolean believable = year >= 1980 && !time.isAfter(now);
            return believable ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset zone(@Nullable String text) {
        if (text == null || !text.matches("[+-]\\d{4}")) {
            int hours =
                    switch (text == null ? "" : text.toUpperCase(Locale.ROOT)) {
                        case "EDT" -> -4;
                        case "EST", "CDT" -> -5;
                        case "CST", "MDT" -> -6;
                        case "MST", "PDT" -> -7;
                        case "PST" -> -8;
                        default -> 0;
                    };
            return ZoneOffset.ofHours(hours);
        }
        int hours = Integer.parseInt(text.substring(1, 3));
        int minutes = Integer.parseInt(text.substring(3));
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return hours > 14 || minutes > 59
                ? ZoneOffset.UTC
                : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private static String beginning(String field) {
        return field.length() > LONGEST ? field.substring(0, LONGEST) : field;
    }
}
