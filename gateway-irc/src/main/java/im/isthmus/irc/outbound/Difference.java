package im.isthmus.irc.outbound;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place where two texts differ, if it is short.
 *
 * @param text all of the earlier one
 * @param start where the place is in it
 * @param before the words there
 * @param after the words there in the later text
 */
record Difference(String text, int start, String before, String after) {
    /** More words are easier to read with all of the text. */
    private static final int MAX_WORDS = 5;

    private static final Pattern WORD = Pattern.compile("\\S+");

    /** What means something else in an expression than itself; a dot means itself among others. */
    private static final Pattern SPECIAL = Pattern.compile("[/\\\\&*+?()\\[\\]{}|^$\\n]");

    /** Null if they differ in more than one place, in too many words, or in none. */
    static @Nullable Difference between(String before, String after) {
        List<MatchResult> old = words(before);
        List<MatchResult> now = words(after);
        int shorter = Math.min(old.size(), now.size());
        int first = 0;
        while (first < shorter && same(old.get(first), now.get(first))) {
            first++;
        }
        int last = 0;
        while (last < shorter - first
                && same(old.get(old.size() - 1 - last), now.get(now.size() - 1 - last))) {
            last++;
        }
        boolean onlyMore = first + last >= shorter;
        int from = onlyMore ? Math.max(0, first - 1) : first;
        int rest = onlyMore ? Math.max(0, last - 1) : last;
        return of(before, old, after, now, from, rest);
    }

    private static @Nullable Difference of(
            String before,
            List<MatchResult> old,
            String after,
            List<MatchResult> now,
            int from,
            int rest) {
        int oldWords = old.size() - rest - from;
        int nowWords = now.size() - rest - from;
        if (Math.min(oldWords, nowWords) < 1 || Math.max(oldWords, nowWords) > MAX_WORDS) {
            return null;
        }
        int start = old.get(from).start();
        String words = before.substring(start, old.get(old.size() - 1 - rest).end());
        String others =
                after.substring(now.get(from).start(), now.get(now.size() - 1 - rest).end());
        boolean lines = words.indexOf('\n') >= 0 || others.indexOf('\n') >= 0;
        boolean action = from == 0 && (words + " " + others + " ").contains(Wording.ACTION);
        boolean same = words.equals(others);
        return lines || action || same ? null : new Difference(before, start, words, others);
    }

    /** As an order for an editor that can only mean this place; null if there is none. */
    @Nullable String sed() {
        if (text.indexOf('\n') >= 0 || SPECIAL.matcher(before + after).find()) {
            return null;
        }
        Matcher found = Pattern.compile(before).matcher(text);
        return found.find() && found.start() == start ? "s/" + before + "/" + after + "/" : null;
    }

    private static boolean same(MatchResult one, MatchResult other) {
        return one.group().equals(other.group());
    }

    private static List<MatchResult> words(String text) {
        return WORD.matcher(text).results().toList();
    }
}
