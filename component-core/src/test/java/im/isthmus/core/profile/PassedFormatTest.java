package im.isthmus.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.store.table.PictureTable.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PassedFormatTest {
    @Test
    void smallOnesArePassedOnAsTheyAre() throws Exception {
        byte[] webp = extended(300, 200, 100);
        Picture picture = PictureFormat.read(webp);

        assertThat(picture.type()).isEqualTo("image/webp");
        assertThat(picture.width()).isEqualTo(300);
        assertThat(picture.height()).isEqualTo(200);
        assertThat(Base64.getDecoder().decode(picture.base64())).isEqualTo(webp);
    }

    @Test
    void everyKindSaysHowLargeItIs() throws Exception {
        assertThat(PassedFormat.of(lossy(20, 10)))
                .isEqualTo(new PassedFormat("image/webp", 20, 10));
        assertThat(PassedFormat.of(lossless(20, 10)))
                .isEqualTo(new PassedFormat("image/webp", 20, 10));
        assertThat(PassedFormat.of(avif(20, 10))).isEqualTo(new PassedFormat("image/avif", 20, 10));
        assertThat(
                        PassedFormat.of(
                                "GIF89a and whatever comes behind that"
                                        .getBytes(StandardCharsets.US_ASCII)))
                .isNull();
    }

    @Test
    void largeOnesAreRefused() {
        assertThatThrownBy(() -> PassedFormat.of(extended(300, 200, 200_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("98304 are passed on");
        assertThatThrownBy(() -> PassedFormat.of(extended(4000, 200, 100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4000 by 200");
        assertThatThrownBy(() -> PassedFormat.of(avif(0, 0))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PassedFormat.of(avif(-1, 20))).isInstanceOf(IOException.class);
    }

    @Test
    void brokenOnesAreRefusedWithoutMoreAdo() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] whole = i % 2 == 0 ? extended(20, 10, 40) : avif(20, 10);
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int j = 0; j < 3 && broken.length > 0; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                PassedFormat format = PassedFormat.of(broken);
                assertThat(format == null || format.width() > 0).isTrue();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(" ");
            }
        }
    }

    private static byte[] extended(int width, int height, int more) {
        ByteBuffer out = webp("VP8X", 18 + more);
        out.putInt(10).putInt(0);
        out.putInt(width - 1);
        out.position(out.position() - 1);
        out.putInt(height - 1);
        return bytes(out);
    }

    private static byte[] lossy(int width, int height) {
        ByteBuffer out = webp("VP8 ", 18);
        out.putInt(10).put(new byte[] {0x30, 1, 0, (byte) 0x9D, 1, 0x2A});
        out.putShort((short) width).putShort((short) height);
        return bytes(out);
    }

    private static byte[] lossless(int width, int height) {
        ByteBuffer out = webp("VP8L", 18);
        out.putInt(10).put((byte) 0x2F).putInt(width - 1 | (height - 1) << 14);
        return bytes(out);
    }

    private static ByteBuffer webp(String chunk, int length) {
        ByteBuffer out = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(4 + length).put(ascii("WEBP")).put(ascii(chunk));
        return out;
    }

    private static byte[] avif(int width, int height) {
        ByteBuffer out = ByteBuffer.allocate(80);
        out.putInt(24).put(ascii("ftypavif")).putInt(0).put(ascii("avifmif1"));
        out.putInt(36).put(ascii("meta")).putInt(0).putInt(20).put(ascii("ispe")).putInt(0);
        out.putInt(width).putInt(height);
        return bytes(out);
    }

    private static byte[] bytes(ByteBuffer whole) {
        byte[] bytes = new byte[whole.capacity()];
        whole.get(0, bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
