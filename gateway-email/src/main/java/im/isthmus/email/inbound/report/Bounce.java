package im.isthmus.email.inbound.report;

import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MailContent.ReportParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about a mail of ours: one of RFC 3464, or a text that mail servers write for
 * people.
 *
 * @param status of RFC 3463
 * @param recipient whom it could not be given to; empty if unknown
 * @param words of the mail server; may be empty
 * @param messageId of the mail it is about; empty if unknown
 */
public record Bounce(Kind kind, String status, String recipient, String words, String messageId) {
    /** What became of the mail; what is worse comes first. */
    public enum Kind {
        FAILED,
        DELAYED,
        /** It went on to where nobody will report from. */
        RELAYED,
        /** It is in the mailbox. */
        DELIVERED
    }

    /** So many recipients of a report are looked at. */
    private static final int MOST = 50;

    private static final Pattern STATUS =
            Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final Pattern CODE = Pattern.compile("(?m)(?<![\\d.])([45][0-7]\\d)[ -](?!\\d)");
    private static final Pattern ADDRESS = Pattern.compile("<([^<>\\s@]{1,64}@[^<>\\s]{1,253})>");
    private static final Pattern MESSAGE_ID =
            Pattern.compile(
                    "(?im)^[ \\t]{0,20}message-id:[ \\t]{0,20}\\n?[ \\t]{0,20}(<[^<>\\s]{1,900}>)");

    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?iu).*(undeliver|delivery (status|failure|has failed|report|incomplete|delayed)"
                            + "|failure notice|returned (mail|to sender)|mail delivery|delivery notification"
                            + "|could not be delivered|unzustellbar|nicht zugestellt|non remis|mail system error"
                            + "|message delayed|user unknown|rejected|bounce).*");

    private static final Pattern DELAY =
            Pattern.compile("(?iu).*(delay|warning|verz\u00f6ger|retard).*");

    private static final Pattern DAEMON =
            Pattern.compile(
                    "(?i)^(mailer-daemon|postmaster|mail-?daemon|mdaemon|bounces?)([+.-].*)?@.*");

    /**
     * Reads a report.
     *
     * @param aboutOurs whether it came to the return path of a mail of ours
     * @return empty if it is none
     */
    public static Optional<Bounce> read(MailContent mail, boolean nullSender, boolean aboutOurs) {
        ReportParts report = mail.report();
        if (report != null && isStandard(report)) {
            return standard(report);
        }
        MailHeader header = mail.header();
        boolean daemon =
                header.mailboxes("from").stream()
                        .anyMatch(box -> DAEMON.matcher(box.address().toString()).matches());
        boolean answers =
                header.text("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied");
        boolean looks = SUBJECT.matcher(header.text("subject")).matches() && nullSender && !answers;
        return daemon || looks ? freeForm(mail, aboutOurs) : Optional.empty();
    }

    private static boolean isStandard(ReportParts report) {
        return report.type().equals("delivery-status")
                || report.status().toLowerCase(Locale.ROOT).contains("final-recipient");
    }

    /** The worst that is said of any recipient, and of whom. */
    private static Optional<Bounce> standard(ReportParts report) {
        String messageId = messageId(report.original());
        List<Bounce> all = new ArrayList<>();
        for (String group : report.status().split("\\n\\s*\\n", -1)) {
            if (all.size() < MOST) {
                standard(fields(group), messageId).ifPresent(all::add);
            }
        }
        return all.stream()
                .min(Comparator.comparing(Bounce::kind))
                .map(worst -> {
                    String recipients =
                            all.stream()
                                    .filter(each -> each.kind() == worst.kind())
                                    .map(Bounce::recipient)
                                    .filter(each -> !each.isEmpty())
                                    .distinct()
                                    .collect(Collectors.joining(", "));
                    return new Bounce(
                            worst.kind(), worst.status(), recipients, worst.words(), messageId);
                });
    }

    private static Optional<Bounce> standard(Map<String, String> fields, String messageId) {
        String action = fields.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT);
        @Nullable Kind kind =
                switch (action) {
                    case "failed" -> Kind.FAILED;
                    case "delayed" -> Kind.DELAYED;
                    case "delivered" -> Kind.DELIVERED;
                    case "relayed", "expanded" -> Kind.RELAYED;
                    default -> null;
                };
        if (kind == null) {
            return Optional.empty();
        }
        String recipient =
                typed(
                        fields.getOrDefault(
                                "original-recipient", fields.getOrDefault("final-recipient", "")));
        return Optional.of(
                new Bounce(
                        kind,
                        status(fields.getOrDefault("status", ""), kind),
                        recipient,
                        typed(fields.getOrDefault("diagnostic-code", "")),
                        messageId));
    }

    private static Optional<Bounce> freeForm(MailContent mail, boolean aboutOurs) {
        String text = mail.plain() == null ? String.valueOf(mail.html()) : mail.plain();
        ReportParts report = mail.report();
        String original = report == null ? text : report.original() + "\n" + text;
        String messageId = messageId(original);
        if (!aboutOurs && messageId.isEmpty()) {
            return Optional.empty();
        }
        boolean delayed = DELAY.matcher(mail.header().text("subject")).matches();
        Matcher status = STATUS.matcher(text);
        String found = status.find() ? status.group(1) : code(text);
        Kind kind = delayed && !found.startsWith("5") ? Kind.DELAYED : Kind.FAILED;
        Matcher address = ADDRESS.matcher(text);
        String recipient = address.find() ? address.group(1) : "";
        return Optional.of(
                new Bounce(kind, status(found, kind), recipient, sentence(text, found), messageId));
    }

    /** The line with the code, which is what the server said. */
    private static String sentence(String text, String status) {
        return text.lines()
                .filter(line -> !status.isEmpty() && line.contains(status))
                .findFirst()
                .orElseGet(() ->
                        text.lines()
                                .filter(line -> CODE.matcher(line).find())
                                .findFirst()
                                .orElse(""))
                .strip();
    }

    private static String code(String text) {
        Matcher code = CODE.matcher(text);
        String lower = text.toLowerCase(Locale.ROOT);
        boolean unknown =
                List.of(
                                "user unknown",
                                "unknown user",
                                "no such user",
                                "does not exist",
                                "no mailbox",
                                "unknown address",
                                "recipient unknown")
                        .stream()
                        .anyMatch(lower::contains);
        if (unknown) {
            return "5.1.1";
        }
        if (lower.contains("quota")
                || lower.contains("mailbox full")
                || lower.contains("mailbox is full")) {
            return "5.2.2";
        }
        return code.find() ? code.group(1).charAt(0) + ".0.0" : "";
    }

    private static String status(String text, Kind kind) {
        Matcher status = STATUS.matcher(text);
        String otherwise = kind == Kind.DELAYED ? "4.0.0" : kind == Kind.FAILED ? "5.0.0" : "2.0.0";
        String found = status.find() ? status.group(1) : otherwise;
        return kind == Kind.FAILED && found.startsWith("2") ? "5.0.0" : found;
    }

    private static Map<String, String> fields(String group) {
        Map<String, String> fields = new HashMap<>();
        for (String line : group.replaceAll("\\n[ \\t]+", " ").split("\\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** The value behind a type such as {@code rfc822;}. */
    private static String typed(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(semicolon + 1))
                .strip()
                .replaceAll("^<|>$", "");
    }

    private static String messageId(String original) {
        Matcher id = MESSAGE_ID.matcher(original);
        return id.find() ? MessageIds.all(id.group(1)).stream().findFirst().orElse("") : "";
    }
}
