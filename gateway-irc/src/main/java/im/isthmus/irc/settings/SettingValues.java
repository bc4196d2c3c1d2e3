package im.isthmus.irc.settings;

import im.isthmus.irc.message.IrcMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads typed values; whatever is in them is hostile until it was read here. */
final class SettingValues {
    private static final Pattern SEPARATORS = Pattern.compile("[;,\\s]+");

    private final Map<String, String> values;

    SettingValues(Map<String, String> values) {
        this.values = values;
    }

    String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** Words that become one parameter of an IRC line. */
    String parameter(String name) throws BadSettingException {
        String text = text(name);
        if (!text.isEmpty()) {
            try {
                IrcMessage.of("PASS", text);
            } catch (IllegalArgumentException e) {
                throw new BadSettingException("The field {0} has a line feed or NUL in it.", name);
            }
        }
        return text;
    }

    /** One word without spaces. */
    String word(String name) throws BadSettingException {
        String text = parameter(name);
        if (text.contains(" ") || text.startsWith(":")) {
            throw new BadSettingException("The field {0} takes one word.", name);
        }
        return text;
    }

    List<Integer> ports(String name) throws BadSettingException {
        List<Integer> ports = new ArrayList<>();
        for (String each : SEPARATORS.splitAsStream(text(name)).toList()) {
            if (!each.isEmpty()) {
                int port = each.matches("\\d{1,5}") ? Integer.parseInt(each) : 0;
                if (port < 1 || port > 65_535 || ports.size() >= 10) {
                    throw new BadSettingException(
                            "The field {0} takes ports, not {1}.", name, each);
                }
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    @Nullable Integer number(String name, int min, int max) throws BadSettingException {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        int number = text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
        if (number < min || number > max) {
            throw new BadSettingException(
                    "The field {0} takes a number from {1} to {2}, not {3}.", name, min, max, text);
        }
        return number;
    }

    /** Null if nothing was chosen. */
    @Nullable Boolean flag(String name) throws BadSettingException {
        return switch (text(name).toLowerCase(Locale.ROOT)) {
            case "", "unset" -> null;
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new BadSettingException("The field {0} takes true or false.", name);
        };
    }

    @Nullable Charset charset(String name) throws BadSettingException {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Charset charset = Charset.forName(text);
            if (charset.canEncode()
                    && new String("NICK :\r\n".getBytes(charset), StandardCharsets.ISO_8859_1)
                            .equals("NICK :\r\n")) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new BadSettingException("There is no character set {0} for IRC.", text);
    }

    /** Up to 20 lines, each one line of IRC. */
    List<String> lines(String name) throws BadSettingException {
        List<String> lines =
                text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() > 20 || lines.stream().anyMatch(line -> line.length() > 400)) {
            throw new BadSettingException("The field {0} takes at most 20 short lines.", name);
        }
        return lines;
    }

    /** SHA-256 or, as older programs have it, SHA-1 of a certificate; empty if there is none. */
    String fingerprint(String name) throws BadSettingException {
        String hex = text(name).replace(":", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("|[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw new BadSettingException(
                    "The field {0} takes the SHA-256 of a certificate: 64 hex digits.", name);
        }
        return hex;
    }
}
