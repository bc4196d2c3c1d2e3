package im.isthmus.core.markup;

/** Text that repeats what is answered to, line by line behind {@code >}. */
public final class Quotes {
    private Quotes() {}

    /** The text without the marks. */
    public static String unquote(String quoted) {
        StringBuilder text = new StringBuilder();
        quoted.strip()
                .lines()
                .forEach(line -> {
                    String rest = line.startsWith(">") ? line.substring(1) : line;
                    text.append(rest.startsWith(" ") ? rest.substring(1) : rest).append('\n');
                });
        return text.toString().strip();
    }

    /** The text with the marks, ending with a line break. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder();
        text.strip().lines().forEach(line -> quoted.append("> ").append(line).append('\n'));
        return quoted.toString();
    }
}
