package im.isthmus.email.imap;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes apart what an IMAP server says. Servers are strangers: what is too long, too deep or too
 * much ends the connection before memory is spent on it.
 */
final class ResponseReader {
    private static final int LONGEST_WORD = 16 * 1024;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int MOST_ITEMS = 200_000;
    private static final int DEEPEST = 30;

    /** What the server may say to a command beside one literal, in bytes: 250,000 mails' states. */
    private static final long LONGEST_ANSWER = 32 * 1024 * 1024;

    private static final Set<String> STATUSES = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

    private final InputStream in;
    private final long longestLiteral;
    private final byte[] buffer = new byte[2048];
    private int next;
    private int end;
    private int items;
    private long received;
    private boolean inside;

    /**
     * @param longestLiteral in bytes
     */
    ResponseReader(InputStream in, long longestLiteral) {
        this.in = in;
        this.longestLiteral = longestLiteral;
    }

    /**
     * A command begins: what is said to it has a limit of its own, however many responses it is.
     */
    void expectAnswer() {
        received = 0;
    }

    /**
     * The next response.
     *
     * @throws SocketTimeoutException if the server said nothing at all in time; the next one can
     *     still be read
     * @throws IOException if the connection is of no use any more
     */
    Response read() throws IOException {
        items = 0;
        inside = false;
        peek(); // a time-out before the first byte leaves everything as it was
        inside = true;
        String tag = word();
        if (tag.equals("+")) {
            return new Response("+", "", "", rest(), List.of());
        }
        skipSpace();
        if (tag.isEmpty()) {
            throw new IOException("the server sent something that is no IMAP");
        }
        Item first = peek() == '(' ? group(0) : item(0);
        String status = first.asText().toUpperCase(Locale.ROOT);
        if (STATUSES.contains(status)) {
            return Response.status(tag, status, rest());
        }
        if (!tag.equals("*")) {
            throw new IOException("the server ended a command without saying how");
        }
        List<Item> all = new ArrayList<>();
        all.add(first);
        while (!isLineEnd()) {
            skipSpace();
            if (!isLineEnd()) {
                all.add(item(0));
            }
        }
        line();
        return Response.data(all);
    }

    private Item item(int depth) throws IOException {
        if (++items > MOST_ITEMS) {
            throw new IOException("the server says too much at once");
        }
        return switch (peek()) {
            case '(' -> group(depth);
            case '"' -> quoted();
            case '{' -> literal();
            case '~' -> literal8();
            default -> atom();
        };
    }

    private Item group(int depth) throws IOException {
        if (depth >= DEEPEST) {
            throw new IOException("the server nests too deep");
        }
        take();
        List<Item> inner = new ArrayList<>();
        while (peek() != ')') {
            if (isLineEnd()) {
                throw new IOException("the server left a list open");
            }
            if (peek() == ' ') {
                take();
            } else {
                inner.add(item(depth + 1));
            }
        }
        take();
        return new Item.Group(List.copyOf(inner));
    }

    /** Square brackets belong to it with all that is in them, as in {@code BODY[HEADER]<0>}. */
    private Item atom() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean bracket = false;
        while (!isLineEnd()) {
            int c = peek();
            if (!bracket && (c == ' ' || c == '(' || c == ')')) {
                break;
            }
            bracket = c == '[' || (bracket && c != ']');
            text.append((char) take());
            limit(text.length(), LONGEST_WORD);
        }
        if (text.isEmpty()) {
            throw new IOException("the server sent something that is no IMAP");
        }
        return new Item.Atom(text.toString());
    }

    private Item quoted() throws IOException {
        take();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int c = take(); c != '"'; c = take()) {
            if (c == '\r' || c == '\n') {
                throw new IOException("the server left a string open");
            }
            text.write(c == '\\' ? take() : c);
            limit(text.size(), LONGEST_TEXT);
        }
        return new Item.Text(text.toString(StandardCharsets.ISO_8859_1));
    }

    private Item literal8() throws IOException {
        take();
        return peek() == '{' ? literal() : atom();
    }

    private Item literal() throws IOException {
        take();
        long length = 0;
        for (int c = take(); c != '}'; c = take()) {
            if (c == '+') {
                continue;
            }
            if (c < '0' || c > '9' || length > longestLiteral) {
                throw new IOException("the server sends more than fits");
            }
            length = length * 10 + (c - '0');
        }
        if (length > longestLiteral) {
            throw new IOException("the server sends more than fits: " + length + " bytes");
        }
        line();
        return new Item.Text(bytes((int) length));
    }

    /** Memory is spent as bytes come, not as they are announced. */
    private String bytes(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(length, 64 * 1024));
        while (bytes.size() < length) {
            peek();
            int ready = Math.min(end - next, length - bytes.size());
            bytes.write(buffer, next, ready);
            next += ready;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        while (peek() != ' ' && !isLineEnd()) {
            word.append((char) take());
            limit(word.length(), 100);
        }
        return word.toString();
    }

    private String rest() throws IOException {
        skipSpace();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!isLineEnd()) {
            text.write(take());
            limit(text.size(), LONGEST_TEXT);
        }
        line();
        return text.toString(StandardCharsets.UTF_8);
    }

    private void skipSpace() throws IOException {
        while (peek() == ' ') {
            take();
        }
    }

    private boolean isLineEnd() throws IOException {
        return peek() == '\r' || peek() == '\n';
    }

    private void line() throws IOException {
        if (take() == '\r' && take() != '\n') {
            throw new IOException("the server ends its lines wrongly");
        }
    }

    private static void limit(int length, int most) throws IOException {
        if (length > most) {
            throw new IOException("the server sends more than fits");
        }
    }

    private int take() throws IOException {
        int c = peek();
        next++;
        return c;
    }

    private int peek() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next] & 0xFF;
    }

    private void fill() throws IOException {
        try {
            int count = in.read(buffer, 0, buffer.length);
            if (count <= 0) {
                throw new EOFException("the server closed the connection");
            }
            received += count;
            if (received > longestLiteral + LONGEST_ANSWER) {
                throw new IOException("the server says too much at once");
            }
            next = 0;
            end = count;
        } catch (SocketTimeoutException e) {
            if (!inside) {
                throw e;
            }
            throw new InterruptedIOException("the server stopped in the middle of a sentence");
        }
    }
}
