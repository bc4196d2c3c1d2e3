package im.isthmus.email.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text without what was said before and without the signature. Only what stands at the end is
 * left out, and never everything.
 *
 * @param trimmed whether something was left out
 */
public record Trimmed(String text, boolean trimmed) {
    private static final int LONGEST_SIGNATURE = 12;

    private static final Pattern ATTRIBUTION =
            Pattern.compile(
                    "(?iu).{0,300}(wrote|writes|said|schrieb|schreibt|a \u00e9crit|escribi\u00f3"
                            + "|escribe|ha scritto|scrive|schreef|escreveu|napisa\u0142|napsal|nap\u00edsal"
                            + "|skrev|kirjoitti|\u043f\u0438\u0448\u0435\u0442|\u043f\u0438\u0441\u0430\u043b"
                            + "|\u043d\u0430\u043f\u0438\u0441\u0430\u043b|\u5199\u9053|\u5beb\u9053"
                            + "|\u306e\u30e1\u30fc\u30eb).{0,160}[:\uff1a]",
                    Pattern.DOTALL);

    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "(?iu)\\s*[-_*]{2,}\\s*(original message|urspr\u00fcngliche nachricht"
                            + "|original-nachricht|message d'origine|mensaje original"
                            + "|messaggio originale|oorspronkelijk bericht|mensagem original)"
                            + "\\s*[-_*]{2,}\\s*");

    private static final Pattern FORWARD =
            Pattern.compile("(?iu)\\s*(fwd?|wg|tr|rv|i|enc|vb|vs|doorst)\\s*:.*");

    private static final Pattern HEADER =
            Pattern.compile(
                    "(?iu)\\s*\\**(from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de"
                            + "|envoy\u00e9|\u00e0|objet|enviado|para|asunto|da|inviato|a|oggetto"
                            + "|van|verzonden|aan|onderwerp)\\s?:\\**\\s.*");

    /** Leaves out what can be. */
    public static Trimmed of(String text, String subject) {
        List<String> lines = Arrays.asList(text.stripTrailing().split("\n", -1));
        int end = withoutSignature(lines, lines.size());
        if (!FORWARD.matcher(subject).matches()) {
            end = withoutSignature(lines, withoutQuote(lines, end));
        }
        String rest = String.join("\n", lines.subList(0, end)).strip();
        return rest.isEmpty() || end == lines.size()
                ? new Trimmed(text.strip(), false)
                : new Trimmed(rest, true);
    }

    private static int withoutSignature(List<String> lines, int end) {
        for (int i = end - 1; i > 0 && i >= end - LONGEST_SIGNATURE - 1; i--) {
            if (lines.get(i).equals("-- ") || lines.get(i).equals("--")) {
                return i;
            }
        }
        return end;
    }

    private static int withoutQuote(List<String> lines, int end) {
        int separated = headerBlock(lines, end);
        if (separated < end) {
            return separated;
        }
        int start = end;
        boolean quoted = false;
        while (start > 0 && (isQuote(lines.get(start - 1)) || lines.get(start - 1).isBlank())) {
            start--;
            quoted |= isQuote(lines.get(start));
        }
        return quoted ? withoutAttribution(lines, start) : end;
    }

    /** "On Monday, Carol wrote:" before a quote, on up to three lines. */
    private static int withoutAttribution(List<String> lines, int quote) {
        for (int count = 1; count <= 3 && count <= quote; count++) {
            List<String> before = lines.subList(quote - count, quote);
            if (before.getFirst().isBlank()) {
                break;
            }
            String joined = String.join(" ", before).strip();
            boolean ends = joined.endsWith(":") || joined.endsWith("\uff1a");
            if (ends && ATTRIBUTION.matcher(joined).matches()) {
                return quote - count;
            }
        }
        return quote;
    }

    /** "-----Original Message-----", or the From, Sent, To and Subject of Outlook. */
    private static int headerBlock(List<String> lines, int end) {
        for (int i = 1; i < end; i++) {
            if (SEPARATOR.matcher(lines.get(i)).matches()) {
                return i;
            }
            boolean begins = HEADER.matcher(lines.get(i)).matches();
            int count = 0;
            while (begins
                    && count < 3
                    && i + count < end
                    && HEADER.matcher(lines.get(i + count)).matches()) {
                count++;
            }
            if (count >= 3 && lines.get(i).matches("(?iu)\\s*\\**(from|von|de|da|van)\\s?:.*")) {
                boolean ruled = i > 1 && lines.get(i - 1).matches("\\s*[-_]{5,}\\s*");
                return ruled ? i - 1 : i;
            }
        }
        return end;
    }

    private static boolean isQuote(String line) {
        return line.startsWith(">") || line.startsWith(" >");
    }
}
