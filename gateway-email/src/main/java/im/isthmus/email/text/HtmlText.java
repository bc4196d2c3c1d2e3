package im.isthmus.email.text;

import im.isthmus.core.markup.Links;
import im.isthmus.email.header.MailText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** HTML of a mail as text that reads well: links, lists, quotes and tables are kept. */
public final class HtmlText {
    private static final int MOST_CHARACTERS = 2_000_000;

    /** Behind a table that is never closed jsoup takes longer for each. */
    private static final int MOST_TAGS = 50_000;

    private static final Set<String> SKIPPED =
            Set.of(
                    "head",
                    "script",
                    "style",
                    "title",
                    "noscript",
                    "template",
                    "object",
                    "iframe",
                    "svg",
                    "math",
                    "select",
                    "audio",
                    "video");

    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "table",
                    "tr",
                    "blockquote",
                    "pre",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "hr",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "form",
                    "address",
                    "center",
                    "fieldset",
                    "figure",
                    "main",
                    "nav");

    private static final Set<String> PARAGRAPHS =
            Set.of(
                    "p",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "table",
                    "blockquote",
                    "pre");

    private HtmlText() {}

    /** The text; never fails. */
    public static String of(String html) {
        return looked(html).text();
    }

    /** The text and how it looks; never fails. */
    public static LookedText looked(String html) {
        String beginning = beginning(html);
        Renderer renderer = new Renderer();
        Jsoup.parse(beginning).body().filter(renderer);
        if (beginning.length() < html.length() || renderer.isFull()) {
            renderer.lines.paragraph();
            renderer.lines.words("\u2026");
        }
        return renderer.lines.text();
    }

    private static String beginning(String html) {
        int end = -1;
        for (int tags = 0; tags < MOST_TAGS; tags++) {
            end = html.indexOf('<', end + 1);
            if (end < 0) {
                end = html.length();
                break;
            }
        }
        return html.substring(0, Math.min(end, MOST_CHARACTERS));
    }

    /** Where a link leads. */
    static String target(Element link) {
        return MailText.clean(link.attr("href")).strip();
    }

    private static final class Renderer implements NodeFilter {
        private final TextLines lines = new TextLines();
        private final Deque<int[]> lists = new ArrayDeque<>();
        private final Deque<HtmlLook> looks = new ArrayDeque<>(List.of(HtmlLook.NONE));
        private int preformatted;
        private boolean innermostLink;

        @Override
        public FilterResult head(Node node, int depth) {
            if (isFull()) {
                return FilterResult.STOP;
            }
            if (node instanceof TextNode text) {
                if (preformatted > 0) {
                    lines.preformatted(MailText.clean(text.getWholeText()));
                } else {
                    lines.words(MailText.clean(text.getWholeText()));
                }
                return FilterResult.CONTINUE;
            }
            if (!(node instanceof Element element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            String tag = element.normalName();
            if (SKIPPED.contains(tag) || isHidden(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            begin(element, tag);
            looks.push(looks.getFirst().within(element));
            lines.look(looks.getFirst());
            return FilterResult.CONTINUE;
        }

        /** Quotation marks can make much of little. */
        boolean isFull() {
            return lines.length() > MOST_CHARACTERS;
        }

        private void begin(Element element, String tag) {
            if (PARAGRAPHS.contains(tag) && lists.isEmpty()) {
                lines.paragraph();
            } else if (BLOCKS.contains(tag)) {
                lines.line();
            }
            switch (tag) {
                case "a" -> innermostLink = true;
                case "br" -> lines.lineBreak();
                case "hr" -> lines.words("---");
                case "pre" -> preformatted++;
                case "blockquote" -> lines.quote(1);
                case "ul" -> lists.push(new int[] {-1});
                case "ol" -> lists.push(new int[] {0});
                case "li" -> item();
                case "td", "th" -> {
                    if (element.previousElementSibling() != null && !lines.isLineEmpty()) {
                        lines.words(" \u2502 ");
                    }
                }
                case "img" -> image(element);
                default -> {}
            }
        }

        private void item() {
            int[] list = lists.peek();
            boolean numbered = list != null && list[0] >= 0;
            if (numbered) {
                list[0]++;
            }
            String indented = "  ".repeat(Math.clamp(lists.size() - 1L, 0, 10));
            lines.mark(indented + (numbered ? list[0] + ". " : "\u2022 "));
        }

        private void image(Element element) {
            String text = MailText.clean(element.attr("alt")).strip();
            if (!text.isEmpty() && !isTiny(element)) {
                lines.words("[" + text + "]");
            }
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return FilterResult.CONTINUE;
            }
            String tag = element.normalName();
            looks.pop();
            lines.look(looks.getFirst());
            switch (tag) {
                case "a" -> {
                    if (innermostLink) {
                        link(element);
                    }
                    innermostLink = false; // what is around has this one's text as its own
                }
                case "pre" -> preformatted = Math.max(0, preformatted - 1);
                case "ul", "ol" -> lists.poll();
                default -> {}
            }
            if (PARAGRAPHS.contains(tag) && lists.isEmpty()) {
                lines.paragraph();
            } else if (BLOCKS.contains(tag)) {
                lines.line();
            }
            if (tag.equals("blockquote")) {
                lines.quote(-1);
            }
            return FilterResult.CONTINUE;
        }

        private void link(Element element) {
            String target = target(element);
            String text = element.text().strip();
            String bare = Links.shown(target);
            if (!Links.isHarmless(target)
                    || same(text, bare)
                    || (text.isEmpty() && !element.select("img[alt]").isEmpty())) {
                return;
            }
            lines.look(looks.getFirst().linked(target));
            lines.words(text.isEmpty() ? bare : " <" + bare + ">");
            lines.look(looks.getFirst());
        }

        private static boolean same(String text, String target) {
            return text.equalsIgnoreCase(target)
                    || text.equalsIgnoreCase(target.replaceFirst("(?i)^https?://", ""))
                    || (text + "/").equalsIgnoreCase(target)
                    || (text + "/").equalsIgnoreCase(target.replaceFirst("(?i)^https?://", ""));
        }

        private static boolean isHidden(Element element) {
            String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
            return element.hasAttr("hidden")
                    || style.contains("display:none")
                    || style.contains("visibility:hidden")
                    || style.contains("mso-hide:all")
                    || style.matches(".*(^|;)(max-height|font-size):0(px|pt|em)?(;.*|!.*|$)");
        }

        private static boolean isTiny(Element image) {
            return image.attr("width").matches("[01]") || image.attr("height").matches("[01]");
        }
    }
}
