package im.isthmus.core.content;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which media types are welcome.
 *
 * @param patterns such as {@code image/png}, {@code image/*} or {@code *}{@code /*}
 */
public record MediaTypes(List<String> patterns) {
    private static final String NAME = "[a-z0-9][a-z0-9!#$&^_.+-]*";
    private static final Pattern TYPE = Pattern.compile(NAME + "/" + NAME);
    private static final Pattern FORM =
            Pattern.compile("\\*/\\*|" + NAME + "/\\*|" + TYPE.pattern());

    /** Everything. */
    public static final MediaTypes ANY = new MediaTypes(List.of("*/*"));

    /** Pictures. */
    public static final MediaTypes IMAGES = new MediaTypes(List.of("image/*"));

    public MediaTypes {
        patterns = patterns.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether a text is a pattern as this class has them. */
    public static boolean isPattern(String text) {
        return FORM.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether a text is a media type without parameters, in lower case. */
    public static boolean isType(String text) {
        return text.length() <= 127 && TYPE.matcher(text).matches();
    }

    /** Whether a type, without parameters, is welcome. */
    public boolean welcome(String type) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, type));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.equals("*/*")
                || pattern.equals(type)
                || (pattern.endsWith("/*")
                        && type.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
