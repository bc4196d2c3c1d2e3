package im.isthmus.email.smtp.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a mail server sends. A line ends with CR LF and with nothing else (RFC 5321 section 2.3.8):
 * who takes a bare LF for an end can be made to see a second mail within the first.
 */
public final class SmtpInput {
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;

    public SmtpInput(InputStream in) {
        this.in = in;
    }

    /** A line that is longer than it may be; the rest of it was read and thrown away. */
    public static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Whether something was sent ahead that is not read yet. */
    public boolean hasMore() {
        return position < end;
    }

    /** A command, in UTF-8, without its end. */
    public String line(int limit) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        boolean tooLong = false;
        int before = 0;
        while (true) {
            int next = read();
            if (before == '\r' && next == '\n') {
                break;
            }
            before = next;
            if (length >= limit + 1) {
                tooLong = true;
                continue;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) next;
        }
        if (tooLong) {
            throw new TooLongException();
        }
        return new String(line, 0, Math.max(0, length - 1), StandardCharsets.UTF_8);
    }

    /**
     * A mail up to the line with nothing but a dot, with dots at line beginnings undone.
     *
     * @param most bytes that are read at all
     * @throws IOException also if there are more
     */
    public void data(MessageBuffer message, long most) throws IOException {
        byte[] out = new byte[8192];
        long total = 0;
        int length = 0;
        int matched = 2; // as if a line had just ended
        while (true) {
            int next = read();
            if (matched == 3 && next != '\r') {
                // A dot that begins a line of the mail: the one that was added is left out.
                matched = 0;
            } else if (matched == 4 && next != '\n') {
                // "\r\n.\r" and no "\n": a line that is ".\r", whose dot was added.
                out[length++] = '\r';
                matched = 0;
            }
            if (next == END[matched] || (matched == 2 && next == '.')) {
                matched++;
                if (matched == END.length) {
                    break;
                }
                if (matched == 3 || matched == 4) {
                    continue; // not part of the mail, as far as known
                }
            } else {
                matched = next == '\r' ? 1 : 0;
            }
            out[length++] = (byte) next;
            if (length >= out.length - 2) {
                message.write(out, 0, length);
                total += length;
                length = 0;
                if (total > most) {
                    throw new IOException("a mail without end");
                }
            }
        }
        message.write(out, 0, length);
    }

    /** So many bytes of a mail (RFC 3030). */
    public void chunk(long size, MessageBuffer message) throws IOException {
        long left = size;
        while (left > 0) {
            if (!hasMore()) {
                fill();
            }
            int part = (int) Math.min(left, (long) end - position);
            message.write(buffer, position, part);
            position += part;
            left -= part;
        }
    }

    private int read() throws IOException {
        if (!hasMore()) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    private void fill() throws IOException {
        int read = in.read(buffer);
        if (read < 0) {
            throw new EOFException("the mail server hung up");
        }
        position = 0;
        end = read;
    }
}
