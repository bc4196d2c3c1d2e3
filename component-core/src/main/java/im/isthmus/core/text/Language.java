package im.isthmus.core.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language that the gateway speaks. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    private final String tag;
    private final String title;

    Language(String tag, String title) {
        this.tag = tag;
        this.title = title;
    }

    /** The language of a tag such as {@code de-AT} (RFC 5646); null if it is not spoken here. */
    public static @Nullable Language of(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        int dash = tag.indexOf('-');
        String primary = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.tag.equals(primary)) {
                return language;
            }
        }
        return null;
    }

    /** As xml:lang has it. */
    public String tag() {
        return tag;
    }

    /** Its name in itself. */
    public String title() {
        return title;
    }

    /** A text in this language; in English if it has no translation. */
    public String render(Text text) {
        String pattern = translate(text.pattern());
        return text.arguments().isEmpty() ? pattern : filled(pattern, text.arguments());
    }

    /** A label or another sentence without arguments in this language. */
    public String translate(String pattern) {
        return Catalogue.of(this).getOrDefault(pattern, pattern);
    }

    private String filled(String pattern, List<Object> arguments) {
        StringBuilder words = new StringBuilder(pattern.length() + 32);
        int done = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
            int close = pattern.indexOf('}', open);
            int number = close < 0 ? -1 : number(pattern, open + 1, close);
            if (number >= 0 && number < arguments.size()) {
                words.append(pattern, done, open).append(shown(arguments.get(number)));
                done = close + 1;
            }
        }
        return words.append(pattern, done, pattern.length()).toString();
    }

    private String shown(Object argument) {
        return argument instanceof Text text ? render(text) : argument.toString();
    }

    /** One digit, or -1. */
    private static int number(String pattern, int from, int to) {
        return to == from + 1 ? Character.digit(pattern.charAt(from), 10) : -1;
    }
}
