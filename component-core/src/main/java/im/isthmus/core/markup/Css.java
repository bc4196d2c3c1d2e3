package im.isthmus.core.markup;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few words of style sheets that are understood in XHTML-IM (XEP-0071 section 7.5). */
public final class Css {
    /** Longer is no style of a chat message. */
    private static final int MAX = 500;

    /** The basic colours of CSS; those that chat clients name. */
    private static final Map<String, String> NAMED =
            Map.ofEntries(
                    Map.entry("black", "#000000"),
                    Map.entry("silver", "#c0c0c0"),
                    Map.entry("gray", "#808080"),
                    Map.entry("white", "#ffffff"),
                    Map.entry("maroon", "#800000"),
                    Map.entry("red", "#ff0000"),
                    Map.entry("purple", "#800080"),
                    Map.entry("fuchsia", "#ff00ff"),
                    Map.entry("green", "#008000"),
                    Map.entry("lime", "#00ff00"),
                    Map.entry("olive", "#808000"),
                    Map.entry("yellow", "#ffff00"),
                    Map.entry("navy", "#000080"),
                    Map.entry("blue", "#0000ff"),
                    Map.entry("teal", "#008080"),
                    Map.entry("aqua", "#00ffff"),
                    Map.entry("orange", "#ffa500"));

    private Css() {}

    /** The colour that a property has, as {@code #rrggbb}; null if none is understood. */
    public static @Nullable String colour(String style, String property) {
        if (style.isEmpty() || style.length() > MAX) {
            return null;
        }
        for (String declaration : style.toLowerCase(Locale.ROOT).split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon > 0 && declaration.substring(0, colon).strip().equals(property)) {
                return rgb(declaration.substring(colon + 1).strip());
            }
        }
        return null;
    }

    private static @Nullable String rgb(String value) {
        if (value.matches("#[0-9a-f]{6}")) {
            return value;
        }
        if (value.matches("#[0-9a-f]{3}")) {
            return "#" + value.substring(1).replaceAll("(.)", "$1$1");
        }
        return NAMED.get(value);
    }
}
