package im.isthmus.core.attachment.share;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a client asks for (RFC 9110 section 14.1.2).
 *
 * @param start index of the first byte
 * @param length may be 0 only for an empty file
 */
record ByteRange(long start, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** All of it. */
    static ByteRange all(long size) {
        return new ByteRange(0, size);
    }

    /** Whether one range is asked for; several, and nonsense, may be ignored. */
    static boolean isAsked(@Nullable String header) {
        return header != null && ONE.matcher(header).matches() && !header.equals("bytes=-");
    }

    /** The range asked for; empty if the file has no such part. */
    static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = ONE.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            long length = Math.min(Long.parseLong(last), size);
            return range(size - length, length);
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return range(start, end - start + 1);
    }

    private static Optional<ByteRange> range(long start, long length) {
        return length <= 0 ? Optional.empty() : Optional.of(new ByteRange(start, length));
    }

    /** The value of Content-Range. */
    String header(long size) {
        return "bytes " + start + "-" + (start + length - 1) + "/" + size;
    }
}
