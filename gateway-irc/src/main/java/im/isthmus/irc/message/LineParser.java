package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a line apart, straight from the bytes (modern IRC, "Message Format"). */
final class LineParser {
    private final byte[] bytes;
    private final int end;
    private final Encodings encodings;
    private Charset fallback;
    private int position;

    LineParser(byte[] bytes, int from, int to, Encodings encodings) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        this.encodings = encodings;
        this.fallback = encodings.received();
    }

    IrcMessage parse() throws MalformedLineException {
        skipSpaces();
        Map<String, String> tags = Map.of();
        if (at('@')) {
            int start = position + 1;
            position = tokenEnd(start);
            tags = TagParser.parse(bytes, start, position);
            skipSpaces();
        }
        String source = null;
        if (at(':')) {
            source = source();
            skipSpaces();
        }
        String command = command();
        return new IrcMessage(tags, source, command, params());
    }

    private @Nullable String source() {
        int start = position + 1;
        position = tokenEnd(start);
        return position == start ? null : text(start, position);
    }

    private String command() throws MalformedLineException {
        int start = position;
        position = tokenEnd(start);
        if (position == start) {
            throw new MalformedLineException("no command");
        }
        byte[] name = new byte[position - start];
        for (int i = 0; i < name.length; i++) {
            byte b = bytes[start + i];
            if (b >= 'a' && b <= 'z') {
                b = (byte) (b - ('a' - 'A'));
            } else if ((b < 'A' || b > 'Z') && (b < '0' || b > '9')) {
                throw new MalformedLineException("no command");
            }
            name[i] = b;
        }
        return new String(name, ISO_8859_1);
    }

    private List<String> params() {
        List<String> params = new ArrayList<>(4);
        for (skipSpaces(); position < end; skipSpaces()) {
            if (at(':')) {
                params.add(text(position + 1, end));
                position = end;
            } else {
                int start = position;
                position = tokenEnd(start);
                String param = text(start, position);
                params.add(param);
                fallback = encodings.receivedAfter(param, fallback);
            }
        }
        return List.copyOf(params);
    }

    private String text(int from, int to) {
        return Text.decode(bytes, from, to, fallback);
    }

    private boolean at(char c) {
        return position < end && bytes[position] == c;
    }

    private void skipSpaces() {
        while (at(' ')) {
            position++;
        }
    }

    private int tokenEnd(int from) {
        int i = from;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }
}
