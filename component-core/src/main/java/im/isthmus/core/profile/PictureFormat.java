package im.isthmus.core.profile;

import im.isthmus.core.content.Hash;
import im.isthmus.core.store.table.PictureTable.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes a small PNG of a picture that a stranger made, as every client takes it (XEP-0084 section
 * 4.1). What is large on the screen but small in bytes costs no more memory than the small one.
 * What Java cannot read is passed on where it may, see {@link PassedFormat}.
 */
final class PictureFormat {
    /** A side of the result, in pixels; as large as clients show it. */
    static final int SIDE = 192;

    /** Of the result, in bytes; what is more is made smaller. */
    private static final int MAX_BYTES = 96 * 1024;

    /** Of a side of the original, in pixels. */
    private static final int MAX_SIDE = 16_384;

    /** Of the original; Java has all of a progressive JPEG in memory, at six bytes each. */
    private static final int MAX_PIXELS = 16 * 1024 * 1024;

    /** Others may take all memory at once, such as TIFF for a strip. */
    private static final Set<String> READ = Set.of("png", "jpeg", "gif", "bmp");

    /** How much larger than the result a picture may be in memory, each way. */
    private static final int OVERSIZE = 4;

    /** Each takes many megabytes for a moment. */
    private static final Semaphore TURNS = new Semaphore(1);

    static {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    private PictureFormat() {}

    /**
     * A picture for clients.
     *
     * @throws IOException if these bytes are no picture that we can read; the message says why
     */
    static Picture read(byte[] bytes) throws IOException, InterruptedException {
        PassedFormat passed = PassedFormat.of(bytes);
        if (passed != null) {
            return picture(passed.type(), bytes, passed.width(), passed.height());
        }
        TURNS.acquire();
        try {
            return small(decoded(bytes));
        } catch (RuntimeException e) {
            // The JDK's decoders fail in many ways on broken files.
            throw new IOException("a broken picture: " + e, e);
        } finally {
            TURNS.release();
        }
    }

    private static BufferedImage decoded(byte[] bytes) throws IOException {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no kind of picture that can be read");
            }
            ImageReader reader = readers.next();
            try {
                if (!READ.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    throw new IOException("a picture that is not read: " + reader.getFormatName());
                }
                reader.setInput(in, true, true);
                return decoded(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Leaves out pixels while it reads, so that a huge picture never is in memory. */
    private static BufferedImage decoded(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        boolean huge = width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS;
        if (width <= 0 || height <= 0 || huge) {
            throw new IOException("a picture of " + width + " by " + height + " pixels");
        }
        int step = Math.max(1, Math.max(width, height) / (SIDE * OVERSIZE));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static Picture small(BufferedImage image) throws IOException {
        for (int side = SIDE; ; side = side * 2 / 3) {
            BufferedImage scaled = scaled(image, side);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(scaled, "png", png);
            if (png.size() <= MAX_BYTES || side < 48) {
                return picture(
                        "image/png", png.toByteArray(), scaled.getWidth(), scaled.getHeight());
            }
        }
    }

    private static Picture picture(String type, byte[] bytes, int width, int height) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return new Picture(Hash.SHA1.hex(bytes), type, bytes.length, width, height, base64);
    }

    /** Halves first, since each pixel of the result then has seen all pixels of the original. */
    private static BufferedImage scaled(BufferedImage image, int side) {
        BufferedImage now = image;
        while (Math.max(now.getWidth(), now.getHeight()) > side * 2) {
            now = drawn(now, half(now.getWidth()), half(now.getHeight()));
        }
        int longer = Math.max(now.getWidth(), now.getHeight());
        if (longer <= side) {
            return drawn(now, now.getWidth(), now.getHeight());
        }
        return drawn(
                now,
                Math.max(1, now.getWidth() * side / longer),
                Math.max(1, now.getHeight() * side / longer));
    }

    private static int half(int length) {
        return Math.max(1, length / 2);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        boolean seeThrough = image.getColorModel().hasAlpha();
        int type = seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage drawn = new BufferedImage(width, height, type);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }
}
