package im.isthmus.core.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * WebP and AVIF, which Java cannot read: small ones are passed on as they are, for many clients can
 * (XEP-0153 section 5.1 allows any type). Only the size is looked at.
 */
record PassedFormat(String type, int width, int height) {
    /** Of the whole file: it goes to clients in one stanza. */
    static final int MAX_BYTES = 96 * 1024;

    /** Of a side, in pixels: a client has all of it in memory. */
    static final int MAX_SIDE = 2048;

    private static final int WEBP_HEADER = 30;
    private static final int AVIF_HEADER = 4096;

    /**
     * What a file is.
     *
     * @return null if it is neither
     * @throws IOException if it is, and cannot be passed on; the message says why
     */
    static @Nullable PassedFormat of(byte[] bytes) throws IOException {
        PassedFormat format = null;
        if (bytes.length >= WEBP_HEADER && is(bytes, 0, "RIFF") && is(bytes, 8, "WEBP")) {
            format = webp(bytes);
        } else if (bytes.length > 16 && is(bytes, 4, "ftyp") && is(bytes, 8, "avi")) {
            format = avif(bytes);
        }
        if (format != null) {
            format.check(bytes.length);
        }
        return format;
    }

    /** RFC 9649 sections 2.5 to 2.7. */
    private static PassedFormat webp(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(4) > bytes.length - 8 || in.getInt(4) < 0) {
            throw new IOException("a WebP that was cut off");
        }
        if (is(bytes, 12, "VP8X")) {
            int width = 1 + (in.getInt(24) & 0xFF_FFFF);
            return new PassedFormat("image/webp", width, 1 + (in.getInt(26) >>> 8));
        }
        if (is(bytes, 12, "VP8L")) {
            int sides = in.getInt(21);
            int width = 1 + (sides & 0x3FFF);
            return new PassedFormat("image/webp", width, 1 + (sides >>> 14 & 0x3FFF));
        }
        if (is(bytes, 12, "VP8 ")) {
            int width = in.getShort(26) & 0x3FFF;
            return new PassedFormat("image/webp", width, in.getShort(28) & 0x3FFF);
        }
        throw new IOException("a WebP of an unknown kind");
    }

    /** ISO/IEC 23008-12 section 6.5.3: the largest of what is in it. */
    private static PassedFormat avif(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int width = 0;
        int height = 0;
        for (int i = 16; i + 16 <= Math.min(bytes.length, AVIF_HEADER); i++) {
            if (is(bytes, i, "ispe")) {
                width = Math.max(width, in.getInt(i + 8));
                height = Math.max(height, in.getInt(i + 12));
            }
        }
        return new PassedFormat("image/avif", width, height);
    }

    private void check(int size) throws IOException {
        if (size > MAX_BYTES) {
            throw new IOException(type + " of " + size + " bytes; " + MAX_BYTES + " are passed on");
        }
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IOException(type + " of " + width + " by " + height + " pixels");
        }
    }

    private static boolean is(byte[] bytes, int at, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(bytes, at, wanted.length).equals(ByteBuffer.wrap(wanted));
    }
}
