package im.isthmus.core.attachment.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
    @ParameterizedTest
    @CsvSource({
        "'GIF89a...', text/html, image/gif",
        "'OggS....', audio/ogg, audio/ogg",
        "'OggS....', video/ogg, video/ogg",
        "'OggS....', text/html, audio/ogg",
        "'%PDF-1.4', application/octet-stream, application/pdf",
        "'PK\u0003\u0004', application/vnd.oasis.opendocument.text, application/vnd.oasis.opendocument.text",
        "'<html>', text/html, text/plain",
        "'<svg/>', image/svg+xml, text/plain",
        "'<x/>', application/xhtml+xml, text/plain",
        "'not a png', image/png, text/plain",
        "'BEGIN:VCARD', TEXT/VCARD; charset=utf-8, text/vcard",
        "'\u0001\u0002', text/plain, application/octet-stream",
        "'\u0001\u0002', nonsense, application/octet-stream",
    })
    void whatIsSeenCountsMoreThanWhatIsSaid(String bytes, String claim, String type) {
        assertThat(FileType.of(bytes.getBytes(StandardCharsets.ISO_8859_1), null, claim))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "'C:\\dir\\a b.txt', a b.txt",
        ".htaccess, htaccess",
        "'a\u202Egnp.exe', agnp.exe",
        "'x\"y.png', xy.png",
        "'..', ",
    })
    void namesAreMadeHarmless(String name, String clean) {
        assertThat(FileName.clean(name)).isEqualTo(clean);
    }

    @org.junit.jupiter.api.Test
    void longNamesKeepTheirExtension() {
        assertThat(FileName.clean("a".repeat(500) + ".png")).hasSize(120).endsWith(".png");
    }
}
