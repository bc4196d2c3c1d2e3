package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes lines, and refuses whatever would not arrive as the one message it was meant to be. Checks
 * the characters first, then the bytes: not every charset keeps line breaks to themselves.
 */
final class LineEncoder {
    private static final int MAX_PARAMS = 15;

    /** IRCv3 message-tags, "Size limit". */
    private static final int MAX_TAG_BYTES = 4094;

    /** A vendor is a host name, xn--… if not ASCII. */
    private static final Pattern TAG_KEY = Pattern.compile("\\+?[A-Za-z0-9./-]+");

    private LineEncoder() {}

    static byte[] encode(IrcMessage message, Charset charset) {
        check(message);
        var line = new ByteArrayOutputStream(128);
        if (!message.tags().isEmpty()) {
            line.writeBytes(("@" + tags(message) + " ").getBytes(UTF_8));
            if (line.size() > MAX_TAG_BYTES + 2) {
                throw new IllegalArgumentException("tags over " + MAX_TAG_BYTES + " bytes");
            }
        }
        line.writeBytes(message.command().getBytes(UTF_8));
        List<String> params = message.params();
        for (int i = 0; i < params.size(); i++) {
            boolean trailing = i == params.size() - 1 && !isMiddle(params.get(i));
            line.writeBytes(trailing ? new byte[] {' ', ':'} : new byte[] {' '});
            line.writeBytes(params.get(i).getBytes(charset));
        }
        byte[] bytes = line.toByteArray();
        for (byte b : bytes) {
            if (breaksLine(b)) {
                throw new IllegalArgumentException("line break or NUL in " + charset + " text");
            }
        }
        line.writeBytes(new byte[] {'\r', '\n'});
        return line.toByteArray();
    }

    static void check(IrcMessage message) {
        checkCommand(message.command());
        message.tags().keySet().forEach(LineEncoder::checkTagKey);
        List<String> params = message.params();
        if (params.size() > MAX_PARAMS) {
            throw new IllegalArgumentException("more than " + MAX_PARAMS + " parameters");
        }
        for (int i = 0; i < params.size(); i++) {
            String param = params.get(i);
            if (breaksLine(param)) {
                throw new IllegalArgumentException("line break or NUL in parameter " + i);
            }
            if (i < params.size() - 1 && !isMiddle(param)) {
                throw new IllegalArgumentException("empty, colon or space in parameter " + i);
            }
        }
    }

    static void checkTagKey(String key) {
        if (!TAG_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a tag key");
        }
    }

    private static void checkCommand(String command) {
        boolean word = !command.isEmpty() && consistsOf(command, 'A', 'Z');
        boolean numeric = command.length() == 3 && consistsOf(command, '0', '9');
        if (!word && !numeric) {
            throw new IllegalArgumentException("not a command");
        }
    }

    private static boolean isMiddle(String param) {
        return !param.isEmpty() && param.charAt(0) != ':' && param.indexOf(' ') < 0;
    }

    private static boolean consistsOf(String text, char first, char last) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < first || text.charAt(i) > last) {
                return false;
            }
        }
        return true;
    }

    private static boolean breaksLine(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf(0) >= 0;
    }

    private static boolean breaksLine(int c) {
        return c == '\r' || c == '\n' || c == 0;
    }

    private static String tags(IrcMessage message) {
        return message.tags().entrySet().stream()
                .map(tag ->
                        tag.getValue().isEmpty()
                                ? tag.getKey()
                                : tag.getKey() + "=" + TagParser.escape(tag.getValue()))
                .collect(Collectors.joining(";"));
    }
}
