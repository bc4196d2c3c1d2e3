package im.isthmus.irc.connection;

import java.io.IOException;
import java.io.InputStream;

/**
 * Finds the lines in a stream. They end with LF, a CR before it or not. The end of an overlong line
 * is skipped, so the memory is bounded and the connection lives.
 */
final class LineReader {
    /** Tags and the rest (IRCv3 message-tags, "Size limit"), with room for longer LINELENs. */
    static final int MAX_LINE = 8191 + 8192;

    private static final int FIRST_BUFFER = 2048;
    private static final int MAX_BUFFER = 2 * MAX_LINE;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int scanned;
    private int start;
    private int filled;
    private int lineStart;
    private int lineEnd;
    private boolean skipping;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads once, after {@link #next} found no more; false at the end of the stream. The line found
     * last is no longer valid.
     */
    boolean fill() throws IOException {
        int kept = filled - start;
        byte[] old = buffer;
        if (filled == buffer.length) {
            buffer = new byte[Math.min(buffer.length * 2, MAX_BUFFER)];
        } else if (filled <= FIRST_BUFFER && buffer.length > FIRST_BUFFER) {
            buffer = new byte[FIRST_BUFFER]; // the burst is over: thousands of others want memory
        }
        System.arraycopy(old, start, buffer, 0, kept);
        scanned -= start;
        start = 0;
        int read = in.read(buffer, kept, buffer.length - kept);
        filled = kept + Math.max(read, 0);
        return read >= 0;
    }

    /** Steps to the next complete line; false if there is none yet. */
    boolean next() {
        while (scanned < filled) {
            if (buffer[scanned++] == '\n') {
                boolean wasSkipping = skipping;
                skipping = false;
                take(start, scanned - 1);
                start = scanned;
                if (!wasSkipping && lineEnd > lineStart) {
                    return true;
                }
            }
        }
        return overlong();
    }

    private boolean overlong() {
        if (filled - start < MAX_LINE) {
            return false;
        }
        boolean first = !skipping;
        skipping = true;
        take(start, start + MAX_LINE);
        start = filled;
        return first;
    }

    private void take(int from, int to) {
        lineStart = from;
        lineEnd = Math.min(to, from + MAX_LINE);
        while (lineEnd > lineStart && buffer[lineEnd - 1] == '\r') {
            lineEnd--;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int lineStart() {
        return lineStart;
    }

    int lineEnd() {
        return lineEnd;
    }
}
