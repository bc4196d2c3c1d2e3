package im.isthmus.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rocks.xmpp.precis.PrecisProfiles;

class JidTest {
    /** RFC 7622 section 3.5, table 1; the Greek sigmas are tested below. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@example.com",
                "juliet@example.com/foo",
                "juliet@example.com/foo bar",
                "juliet@example.com/foo@bar",
                "foo\\20bar@example.com",
                "fussball@example.com",
                "fußball@example.com",
                "π@example.com",
                "σ@example.com/foo",
                "king@example.com/♚",
                "example.com",
                "example.com/foobar",
                "a.example.com/b@example.net"
            })
    void theStandardsExamplesAreAddresses(String text) throws Exception {
        assertThat(Jid.parse(text)).hasToString(text);
    }

    /** RFC 7622 section 3.5, table 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"juliet\"@example.com",
                "foo bar@example.com",
                "@example.com/",
                "henryⅣ@example.com",
                "♚@example.com",
                "juliet@",
                "/foobar"
            })
    void theStandardsCounterExamplesAreNot(String text) {
        assertInvalid(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "/",
                "u@h/",
                "@h",
                "u@",
                "u@/r",
                "a@b@c",
                "u@h\u0000",
                "u@a..b",
                "u@.h",
                "u@h h",
                "😀@h",
                "u@h/\u0001",
                "u@h/a\nb",
                "u@h/\ud83d",
                "u@h/a\u200db",
                "u\u0000@h"
            })
    void whatServersLetThroughNonethelessIsRefusedToo(String text) {
        assertInvalid(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "room 🌈 ₿ ꙮ", "a@b/c", "' & \" < > :", "Ⅳ", "é"})
    void nearlyEverythingIsAResourcepart(String resource) throws Exception {
        Jid jid = Jid.parse("room@example.org/" + resource);

        assertThat(jid.resource()).isEqualTo(resource);
        assertThat(jid.toTinder()).hasToString("room@example.org/" + resource);
        assertThat(jid.bare()).hasToString("room@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "&", "'", "/", ":", "<", ">", "@", " ", "\t", "\u200b"})
    void aLocalpartHasCharactersThatItMustNotHave(String forbidden) {
        assertThatThrownBy(() -> Jid.of("a" + forbidden + "b", "example.org", ""))
                .isInstanceOf(InvalidJidException.class)
                .hasMessageContaining("localpart");
    }

    @ParameterizedTest
    @CsvSource({
        "Alice@Example.ORG/Phone, alice@example.org/Phone",
        "ＡＬＩＣＥ@example.org, alice@example.org",
        "Σ@example.com, σ@example.com",
        "e\u0301@example.org/e\u0301, é@example.org/é",
        "u@EXAMPLE.org., u@example.org",
        "u@xn--bcher-kva.example, u@bücher.example",
        "u@BÜCHER.example, u@bücher.example",
        "u@[::1], u@[::1]",
        "u@192.0.2.1, u@192.0.2.1",
        "u@a_b.example, u@a_b.example",
        "#chan%irc.example.net@irc.example.org, #chan%irc.example.net@irc.example.org"
    })
    void partsArePrepared(String text, String prepared) throws Exception {
        assertThat(Jid.parse(text)).hasToString(prepared).isEqualTo(Jid.parse(prepared));
    }

    @Test
    void caseDistinguishesResourcesOnly() throws Exception {
        Jid jid = Jid.parse("u@h/a");

        assertThat(jid).isEqualTo(Jid.parse("U@H/a")).isNotEqualTo(Jid.parse("u@h/A"));
        assertThat(jid.hashCode()).isEqualTo(Jid.parse("U@H/a").hashCode());
        assertThat(jid).isNotEqualTo(jid.bare());
        assertThat(jid.bare()).isEqualTo(Jid.parse("u@h")).isSameAs(jid.bare().bare());
    }

    @Test
    void eachPartHasAtMost1023Bytes() throws Exception {
        String longest = "a".repeat(1023);

        assertThat(Jid.parse(longest + "@h/" + longest).local()).hasSize(1023);
        assertInvalid(longest + "a@h");
        assertInvalid("u@h/" + longest + "a");
        assertInvalid("u@h/" + "é".repeat(512));
        assertInvalid("u@" + "a.".repeat(511) + "ab");
        assertThat(Jid.parse("u@h/" + "é".repeat(511)).resource()).hasSize(511);
    }

    @Test
    void aLabelOfADomainHasAtMost63Characters() throws Exception {
        String longest = "a".repeat(63);

        assertThat(Jid.parse("u@" + longest + ".example").domain()).startsWith(longest);
        assertInvalid("u@" + longest + "a.example");
        assertInvalid("u@example." + longest + "a");
    }

    /** Plain ASCII takes a short cut; it must come out as the profiles have it. */
    @Test
    void visibleAsciiIsWhatItsProfilesMakeOfIt() throws Exception {
        for (char c = '!'; c <= '~'; c++) {
            String part = "a" + c;
            assertThat(JidParts.resource(part))
                    .isEqualTo(PrecisProfiles.OPAQUE_STRING.enforce(part));
            if ("\"&'/:<>@".indexOf(c) < 0) {
                assertThat(JidParts.local(part))
                        .isEqualTo(PrecisProfiles.USERNAME_CASE_MAPPED.enforce(part));
            }
        }
    }

    @Test
    void anAddressIsPutTogetherFromParts() throws Exception {
        assertThat(Jid.of("Nick", "H", "R")).hasToString("nick@h/R");
        assertThat(Jid.of("", "h", "")).hasToString("h");
        assertThat(Jid.parse("u@h").withResource("x")).hasToString("u@h/x");
        assertThat(Jid.parse("u@h/y").withResource("x")).hasToString("u@h/x");
        assertThatThrownBy(() -> Jid.parse("u@h").withResource(""))
                .isInstanceOf(InvalidJidException.class)
                .hasMessageContaining("resourcepart");
        assertThatThrownBy(() -> Jid.of("u", "", "")).isInstanceOf(InvalidJidException.class);
    }

    /** The first is the example of RFC 5122 section 2.7. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {
                "nasty!#$%()*+,-.;=?[\\]^_`{|}~node@example.com"
                        + " xmpp:nasty!%23$%25()*+,-.;=%3F%5B%5C%5D%5E_%60%7B%7C%7D~node@example.com",
                "#c%net@gw xmpp:%23c%25net@gw",
                "jiři@čechy.example/a#b/c xmpp:ji%C5%99i@%C4%8Dechy.example/a%23b%2Fc",
                "h xmpp:h"
            })
    void anAddressIsAUriThatClientsCanFollow(String address, String uri) throws Exception {
        assertThat(Jid.parse(address).uri()).isEqualTo(uri);
    }

    @Test
    void whatWasCheckedBeforeNeedsNoHandling() {
        assertThat(Jid.checked("u@h/x")).hasToString("u@h/x");
        assertThatThrownBy(() -> Jid.checked("@h"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@h");
    }

    @Test
    void aHugeAddressIsRefusedWithAShortMessage() {
        assertThatThrownBy(() -> Jid.parse("u@" + " ".repeat(100_000)))
                .isInstanceOf(InvalidJidException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    private static void assertInvalid(String text) {
        assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(InvalidJidException.class);
    }
}
