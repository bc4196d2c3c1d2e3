package im.isthmus.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.store.table.PictureTable.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void everyKindBecomesASmallPng(String kind) throws Exception {
        Picture picture = PictureFormat.read(picture(kind, 800, 400));
        BufferedImage read =
                ImageIO.read(
                        new ByteArrayInputStream(Base64.getDecoder().decode(picture.base64())));
        assertThat(read.getWidth()).isEqualTo(picture.width()).isEqualTo(192);
        assertThat(read.getHeight()).isEqualTo(picture.height()).isEqualTo(96);
        assertThat(picture.sha1()).matches("[0-9a-f]{40}");
        Color middle = new Color(read.getRGB(96, 48));
        assertThat(middle.getRed()).isGreaterThan(200);
        assertThat(middle.getBlue()).isLessThan(60);
    }

    @Test
    void aSmallPictureKeepsItsSize() throws Exception {
        Picture picture = PictureFormat.read(picture("png", 20, 30));
        assertThat(picture.width()).isEqualTo(20);
        assertThat(picture.height()).isEqualTo(30);
    }

    @Test
    void noiseIsMadeSmallerUntilItFits() throws Exception {
        BufferedImage noise = new BufferedImage(192, 192, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 192 * 192; i++) {
            noise.setRGB(i % 192, i / 192, random.nextInt());
        }
        assertThat(PictureFormat.read(bytes(noise, "png")).size()).isLessThan(100_000);
    }

    /** A strip of it is unpacked at once. */
    @Test
    void whatTakesAllMemoryToBeReadIsNotRead() throws Exception {
        byte[] tiff = picture("tiff", 100, 100);
        assertThatThrownBy(() -> PictureFormat.read(tiff))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tif");
        assertThatThrownBy(() -> PictureFormat.read(pngOf(8192, 8192)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("8192 by 8192");
    }

    @Test
    void aHugePictureInFewBytesIsRefusedBeforeItIsUnpacked() {
        assertThatThrownBy(() -> PictureFormat.read(pngOf(60_000, 60_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("60000 by 60000");
    }

    @Test
    void whatIsNoPictureOrABrokenOneIsRefused() throws Exception {
        byte[] broken = picture("png", 100, 100);
        byte[] half = Arrays.copyOf(broken, broken.length / 2);
        assertThatThrownBy(() -> PictureFormat.read(half)).isInstanceOf(IOException.class);
        byte[] none = "<svg/>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PictureFormat.read(none)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PictureFormat.read(new byte[0])).isInstanceOf(IOException.class);
    }

    private static byte[] picture(String kind, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return bytes(image, kind);
    }

    private static byte[] bytes(BufferedImage image, String kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, kind, out)).isTrue();
        return out.toByteArray();
    }

    /** Only the beginning of such a file. */
    private static byte[] pngOf(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.putInt(width).putInt(height);
        header.put((byte) 8).put((byte) 6).put((byte) 0).put((byte) 0).put((byte) 0);
        CRC32 crc = new CRC32();
        crc.update(header.array());
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(header.array())
                .putInt((int) crc.getValue())
                .array();
    }
}
