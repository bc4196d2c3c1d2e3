package im.isthmus.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the word that somebody who mistyped another most likely meant. */
public final class Suggestion {
    private static final int MAX_TYPOS = 3;

    private Suggestion() {}

    /** The nearest of the known words; empty if none is near. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        // More than half of a short word changed makes another word, not a typo.
        int allowed = Math.min(MAX_TYPOS, Math.max(1, (typed.length() + 1) / 2));
        LevenshteinDistance distance = new LevenshteinDistance(allowed);
        return known.stream()
                .filter(word -> distance.apply(typed, word) >= 0)
                .min(Comparator.comparingInt(word -> distance.apply(typed, word)));
    }
}
