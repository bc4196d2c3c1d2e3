package im.isthmus.core.markup;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which links of strangers are shown as such. */
public final class Links {
    /** Programs do nothing with these before their user agrees, and run nothing. */
    private static final Set<String> HARMLESS = Set.of("http", "https", "mailto", "xmpp", "tel");

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):[^\\s<>]+");
    private static final int LONGEST = 4000;

    private Links() {}

    /** Whether it leads somewhere that may be shown. */
    public static boolean isHarmless(String target) {
        Matcher matcher = SCHEME.matcher(target);
        return target.length() <= LONGEST
                && matcher.matches()
                && HARMLESS.contains(matcher.group(1).toLowerCase(Locale.ROOT));
    }

    /** Where it leads, for people. */
    public static String shown(String target) {
        return target.replaceFirst("(?i)^(mailto:|tel:)", "");
    }
}
