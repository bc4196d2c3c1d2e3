package im.isthmus.core.text;

import java.util.List;

/**
 * A sentence for a user. Its English pattern stands in the code and is the key of its translations;
 * {@link Language} puts it into words where the stanza is made.
 *
 * @param pattern with {@code {0}}, {@code {1}} ... where arguments go; without arguments it is
 *     taken as it stands, so that words of a legacy network may be one
 * @param arguments shown as they are, but texts, which are translated too
 */
public record Text(String pattern, List<Object> arguments) {
    /** Nothing to say. */
    public static final Text EMPTY = new Text("", List.of());

    public Text {
        arguments = List.copyOf(arguments);
    }

    /** A pattern that stands in the code as one literal, and what goes into it. */
    public static Text of(String pattern, Object... arguments) {
        return new Text(pattern, List.of(arguments));
    }

    /** Somebody else's words, such as a network's: never translated. */
    public static Text plain(String words) {
        return words.isEmpty() ? EMPTY : new Text("{0}", List.of(words));
    }

    /**
     * Marks a literal as one to translate, where a helper makes a text of it or a plain string is
     * wanted.
     */
    public static String key(String pattern) {
        return pattern;
    }

    public boolean isEmpty() {
        return pattern.isEmpty();
    }

    /** In English, as for the log. */
    public String english() {
        return Language.ENGLISH.render(this);
    }

    @Override
    public String toString() {
        return english();
    }
}
