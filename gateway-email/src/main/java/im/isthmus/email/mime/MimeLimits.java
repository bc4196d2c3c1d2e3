package im.isthmus.email.mime;

/**
 * How much of a mail is looked at. What is beyond is not, and the user is told.
 *
 * @param depth of parts within parts
 * @param parts in all
 * @param fields in one header
 * @param headerSize of all headers together, in characters
 * @param partSize of one part when decoded, in bytes
 * @param totalSize of all parts when decoded, in bytes
 */
public record MimeLimits(
        int depth, int parts, int fields, int headerSize, long partSize, long totalSize) {
    /** What no honest mail exceeds. */
    public static MimeLimits standard() {
        return new MimeLimits(30, 1000, 1000, 256 * 1024, 64L << 20, 128L << 20);
    }
}
