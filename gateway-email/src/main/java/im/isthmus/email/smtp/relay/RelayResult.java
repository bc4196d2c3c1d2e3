package im.isthmus.email.smtp.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server said about each recipient of a mail.
 *
 * @param answers by recipient
 */
public record RelayResult(Map<String, Answer> answers) {
    private static final Pattern STATUS =
            Pattern.compile("\\b([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b");

    public RelayResult {
        answers = Map.copyOf(answers);
    }

    /**
     * What it said about one.
     *
     * @param code of RFC 5321
     * @param status of RFC 3463
     * @param text its own words
     */
    public record Answer(int code, String status, String text) {
        /** Takes apart what a server said. */
        static Answer parse(int code, @Nullable String text) {
            String words = text == null ? "" : text.strip();
            Matcher status = STATUS.matcher(words);
            boolean fits = status.find() && status.group(1).equals(String.valueOf(code / 100));
            return new Answer(code, fits ? status.group() : code / 100 + ".0.0", words);
        }

        public boolean isTaken() {
            return code < 400;
        }

        /** Whether it will be the same next time. */
        public boolean isFinal() {
            return code >= 500;
        }
    }

    /** The same for everybody. */
    public static RelayResult all(List<String> recipients, Answer answer) {
        Map<String, Answer> answers = new HashMap<>();
        recipients.forEach(each -> answers.put(each, answer));
        return new RelayResult(answers);
    }
}
