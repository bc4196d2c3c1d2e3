package im.isthmus.irc.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MircTextTest {
    @Test
    void togglesVanish() {
        assertThat(
                        MircText.strip(
                                "\u0002b\u0002 \u001di\u001d \u001fu\u001f \u001es\u0011m\u0016r\u000f"))
                .isEqualTo("b i u smr");
    }

    @Test
    void coloursVanishWithTheirDigitsOnly() {
        assertThat(MircText.strip("\u00034red\u0003 \u000304,12both\u0003 \u00031,two \u0003123"))
                .isEqualTo("red both ,two 3");
        assertThat(MircText.strip("\u0004ff0000hex\u0004 \u0004ff0000,00ff00both"))
                .isEqualTo("hex both");
    }

    @Test
    void aCodeAtTheEndIsNoAccident() {
        assertThat(MircText.strip("end\u0003")).isEqualTo("end");
        assertThat(MircText.strip("end\u00034,")).isEqualTo("end,");
    }

    @Test
    void plainTextIsNotCopied() {
        String plain = "nothing to do";
        assertThat(MircText.strip(plain)).isSameAs(plain);
    }
}
