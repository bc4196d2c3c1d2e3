package im.isthmus.email.text;

import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An invitation (RFC 5545, RFC 5546) in one line. */
public final class CalendarText {
    private static final int LONGEST = 300;

    private static final Pattern TIME =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})\\d{0,2}(Z?))?");

    private CalendarText() {}

    /** What it says; empty if it is about no event. */
    public static String of(String calendar, Language language) {
        Map<String, ContentLine> properties = properties(calendar);
        String title = value(properties, "SUMMARY");
        String start = time(properties.get("DTSTART"));
        if (title.isEmpty() && start.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        String named = title.isEmpty() ? language.translate(Text.key("(no title)")) : title;
        parts.add(language.translate(kind(properties)) + ": " + named);
        String end = time(properties.get("DTEND"));
        if (!start.isEmpty()) {
            boolean sameDay =
                    end.length() > 11
                            && start.length() > 11
                            && end.startsWith(start.substring(0, 10));
            String until = sameDay ? end.substring(11) : end;
            parts.add(start + (end.isEmpty() || end.equals(start) ? "" : " \u2013 " + until));
        }
        String place = value(properties, "LOCATION");
        if (!place.isEmpty()) {
            parts.add(language.render(Text.of("at {0}", place)));
        }
        String organizer = value(properties, "ORGANIZER").replaceFirst("(?i)^mailto:", "");
        if (!organizer.isEmpty()) {
            parts.add(language.render(Text.of("organised by {0}", organizer)));
        }
        return MailText.line(String.join(", ", parts), LONGEST * 3);
    }

    private static String kind(Map<String, ContentLine> properties) {
        return switch (value(properties, "METHOD").toUpperCase(Locale.ROOT)) {
            case "REQUEST" -> Text.key("Invitation");
            case "CANCEL" -> Text.key("Cancelled");
            case "COUNTER" -> Text.key("Proposal of another time");
            case "REPLY" -> {
                ContentLine answer = properties.get("ATTENDEE");
                String state = answer == null ? "" : answer.parameters().toUpperCase(Locale.ROOT);
                yield state.contains("PARTSTAT=ACCEPTED")
                        ? Text.key("Accepted")
                        : state.contains("PARTSTAT=DECLINED")
                                ? Text.key("Declined")
                                : state.contains("PARTSTAT=TENTATIVE")
                                        ? Text.key("Tentatively accepted")
                                        : Text.key("Answer to an invitation");
            }
            default -> Text.key("Event");
        };
    }

    /** The first of each name within the event. */
    private static Map<String, ContentLine> properties(String calendar) {
        Map<String, ContentLine> found = new HashMap<>();
        boolean inEvent = false;
        boolean before = true;
        for (ContentLine line : ContentLine.of(calendar)) {
            String part = line.value().toUpperCase(Locale.ROOT);
            if (line.name().equals("BEGIN")) {
                inEvent = part.equals("VEVENT") || part.equals("VTODO");
                before = part.equals("VCALENDAR");
            } else if (line.name().equals("END")) {
                inEvent = false;
            } else if (inEvent || before) {
                found.putIfAbsent(line.name(), line);
            }
        }
        return found;
    }

    private static String value(Map<String, ContentLine> properties, String name) {
        ContentLine found = properties.get(name);
        return found == null ? "" : MailText.line(found.text(), LONGEST);
    }

    private static String time(@Nullable ContentLine property) {
        if (property == null) {
            return "";
        }
        Matcher time = TIME.matcher(property.value());
        if (!time.find()) {
            return "";
        }
        String day = time.group(1) + "-" + time.group(2) + "-" + time.group(3);
        if (time.group(4) == null) {
            return day;
        }
        Matcher zone = Pattern.compile("(?i)TZID=\"?([^\";]+)").matcher(property.parameters());
        String where = "Z".equals(time.group(6)) ? " UTC" : zone.find() ? " " + zone.group(1) : "";
        return day + " " + time.group(4) + ":" + time.group(5) + where;
    }
}
