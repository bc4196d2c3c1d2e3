package im.isthmus.irc.typed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that begins with a slash and a word of IRC, and the parameters it stands for. Other words,
 * such as those of paths, are what somebody says.
 *
 * @param command of IRC
 * @param params the last one may have spaces
 * @param shown what is repeated to the user as sent; secrets are left out of it
 */
record SlashCommand(String command, List<String> params, String shown) {
    /** How the words after the command become parameters. */
    private enum Shape {
        /** Each is one. */
        WORDS,
        /** The channel comes first. */
        CHANNEL_AND_WORDS,
        /** The channel, if no word is given. */
        CHANNEL_OR_WORDS,
        /** The channel comes first, and the rest is one text. */
        CHANNEL_AND_TEXT,
        /** The channel, a nick, and the rest is one text. */
        CHANNEL_NICK_TEXT,
        /** A nick, and the channel. */
        NICK_CHANNEL,
        /** One word, and the rest is one text that nobody else may see. */
        WORD_AND_TEXT
    }

    private static final Map<String, Shape> SHAPES =
            Map.ofEntries(
                    Map.entry("MODE", Shape.CHANNEL_AND_WORDS),
                    Map.entry("NAMES", Shape.CHANNEL_OR_WORDS),
                    Map.entry("WHO", Shape.CHANNEL_OR_WORDS),
                    Map.entry("WHOIS", Shape.WORDS),
                    Map.entry("WHOWAS", Shape.WORDS),
                    Map.entry("TOPIC", Shape.CHANNEL_AND_TEXT),
                    Map.entry("INVITE", Shape.NICK_CHANNEL),
                    Map.entry("KICK", Shape.CHANNEL_NICK_TEXT),
                    Map.entry("JOIN", Shape.WORDS),
                    Map.entry("MSG", Shape.WORD_AND_TEXT),
                    Map.entry("QUERY", Shape.WORD_AND_TEXT),
                    Map.entry("NOTICE", Shape.WORD_AND_TEXT),
                    Map.entry("OPS", Shape.CHANNEL_AND_TEXT),
                    Map.entry("NICK", Shape.WORDS),
                    Map.entry("MOTD", Shape.WORDS),
                    Map.entry("LUSERS", Shape.WORDS),
                    Map.entry("VERSION", Shape.WORDS),
                    Map.entry("TIME", Shape.WORDS),
                    Map.entry("ISON", Shape.WORDS),
                    Map.entry("USERHOST", Shape.WORDS),
                    Map.entry("KNOCK", Shape.CHANNEL_AND_TEXT),
                    Map.entry("BAN", Shape.CHANNEL_AND_WORDS),
                    Map.entry("UNBAN", Shape.CHANNEL_AND_WORDS),
                    Map.entry("OP", Shape.CHANNEL_AND_WORDS),
                    Map.entry("DEOP", Shape.CHANNEL_AND_WORDS),
                    Map.entry("VOICE", Shape.CHANNEL_AND_WORDS),
                    Map.entry("DEVOICE", Shape.CHANNEL_AND_WORDS));

    /** What stands for a change of modes. */
    private static final Map<String, String> MODES =
            Map.of(
                    "BAN", "+b", "UNBAN", "-b", "OP", "+o", "DEOP", "-o", "VOICE", "+v", "DEVOICE",
                    "-v");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("MSG", "PRIVMSG", "QUERY", "PRIVMSG");

    /**
     * Reads a line.
     *
     * @param channel where it was typed, in IRC's words
     * @return null if it is something to say
     */
    static @Nullable SlashCommand parse(String line, String channel) {
        if (!line.startsWith("/") || line.indexOf('\n') >= 0) {
            return null;
        }
        String[] parts = line.substring(1).strip().split(" +", 2);
        String word = parts[0].toUpperCase(Locale.ROOT);
        Shape shape = SHAPES.get(word);
        if (shape == null) {
            return null;
        }
        String rest = parts.length > 1 ? parts[1] : "";
        List<String> params = params(shape, rest, channel);
        if (word.equals("OPS")) {
            // To those who lead the channel alone (ISUPPORT STATUSMSG).
            return new SlashCommand(
                    "PRIVMSG",
                    prepend('@' + channel, rest.isEmpty() ? List.of("") : List.of(rest)),
                    line);
        }
        String mode = MODES.get(word);
        if (mode != null) {
            return new SlashCommand("MODE", modes(params, mode), line);
        }
        String shown = shape == Shape.WORD_AND_TEXT ? '/' + parts[0] + ' ' + first(rest) : line;
        return new SlashCommand(OTHER_NAMES.getOrDefault(word, word), params, shown);
    }

    /** One letter for each that is named. */
    private static List<String> modes(List<String> params, String mode) {
        List<String> all = new ArrayList<>(params);
        int count = Math.max(1, params.size() - 1);
        all.add(1, mode.charAt(0) + mode.substring(1).repeat(count));
        return all;
    }

    private static String first(String rest) {
        return rest.split(" ", 2)[0] + " …";
    }

    private static List<String> params(Shape shape, String rest, String channel) {
        List<String> words = rest.isEmpty() ? List.of() : Arrays.asList(rest.split(" +"));
        boolean named = !words.isEmpty() && "#&".indexOf(words.getFirst().charAt(0)) >= 0;
        return switch (shape) {
            case WORDS -> words;
            case CHANNEL_OR_WORDS -> words.isEmpty() ? List.of(channel) : words;
            case CHANNEL_AND_WORDS -> named ? words : prepend(channel, words);
            case CHANNEL_AND_TEXT -> prepend(channel, rest.isEmpty() ? List.of() : List.of(rest));
            case CHANNEL_NICK_TEXT -> prepend(channel, List.of(rest.split(" +", 2)));
            case NICK_CHANNEL -> words.size() == 1 ? List.of(words.getFirst(), channel) : words;
            case WORD_AND_TEXT -> List.of(rest.split(" +", 2));
        };
    }

    private static List<String> prepend(String channel, List<String> words) {
        List<String> all = new ArrayList<>(List.of(channel));
        all.addAll(words);
        return all;
    }
}
