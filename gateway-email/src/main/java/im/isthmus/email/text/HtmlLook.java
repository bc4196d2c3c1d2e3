package im.isthmus.email.text;

import im.isthmus.core.content.Span.Style;
import im.isthmus.core.markup.Css;
import im.isthmus.core.markup.Links;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * How an element of HTML makes its text look, in all that a chat can show of it. Backgrounds are
 * layout more often than they say something, and so are black, white and grey, which cannot be read
 * by everybody.
 *
 * @param colour of the letters; null if they have none
 * @param link where it leads; null for nowhere
 */
record HtmlLook(Set<Style> styles, @Nullable String colour, @Nullable String link) {
    static final HtmlLook NONE = new HtmlLook(Set.of(), null, null);

    /** Of what marks an item of a list. */
    static final HtmlLook MARK = new HtmlLook(Set.of(Style.ITEM), null, null);

    /** From so much difference between red, green and blue on it is a colour. */
    private static final int LEAST_COLOUR = 0x40;

    HtmlLook {
        styles = Set.copyOf(styles);
    }

    /** The look within an element that stands in text of this look. */
    HtmlLook within(Element element) {
        EnumSet<Style> all = EnumSet.noneOf(Style.class);
        all.addAll(styles);
        switch (element.normalName()) {
            case "strong", "b", "h1", "h2", "h3", "h4", "h5", "h6" -> all.add(Style.BOLD);
            case "em", "i", "cite", "dfn", "var" -> all.add(Style.ITALIC);
            case "u", "ins" -> all.add(Style.UNDERLINE);
            case "s", "strike", "del" -> all.add(Style.STRIKE);
            case "code", "kbd", "samp", "tt" -> all.add(Style.CODE);
            default -> {}
        }
        String css = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        if (css.contains("font-weight:bold") || css.contains("font-weight:700")) {
            all.add(Style.BOLD);
        }
        if (css.contains("font-style:italic")) {
            all.add(Style.ITALIC);
        }
        if (css.contains("line-through")) {
            all.add(Style.STRIKE);
        }
        String own = Css.colour(element.attr("style"), "color");
        if (own == null && element.normalName().equals("font")) {
            own = Css.colour("color:" + element.attr("color"), "color");
        }
        String target = element.normalName().equals("a") ? HtmlText.target(element) : "";
        HtmlLook look =
                new HtmlLook(
                        all,
                        own == null ? colour : shown(own),
                        Links.isHarmless(target) ? target : link);
        return look.equals(this) ? this : look;
    }

    private static @Nullable String shown(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        int red = rgb >> 16;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        int most = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        return most - least < LEAST_COLOUR ? null : colour;
    }

    /** The same, leading somewhere. */
    HtmlLook linked(String target) {
        return new HtmlLook(styles, colour, target);
    }

    /** What both have. */
    HtmlLook and(HtmlLook other) {
        EnumSet<Style> both = EnumSet.noneOf(Style.class);
        both.addAll(styles);
        both.retainAll(other.styles);
        return new HtmlLook(
                both,
                Objects.equals(colour, other.colour) ? colour : null,
                Objects.equals(link, other.link) ? link : null);
    }

    /** The value of one style; empty if it has none, null if it is not in this look. */
    @Nullable String value(Style style) {
        return switch (style) {
            case COLOUR -> colour;
            case LINK -> link;
            default -> styles.contains(style) ? "" : null;
        };
    }
}
