package im.isthmus.sms.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.sms.number.SmsParty.NamedSender;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.number.SmsParty.ShortCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsAddressesTest {
    private final Numbering us = new Numbering("US");
    private final SmsAddresses addresses = new SmsAddresses(us, false);

    @ParameterizedTest
    @CsvSource({
        "+12025550100, +12025550100",
        "2025550100, +12025550100",
        "12025550100, +12025550100",
        "(202) 555-0100, +12025550100",
        "tel:+1-202-555-0100, +12025550100",
        "SMS:+442079460000, +442079460000",
        "+44 20 7946 0000, +442079460000",
        "011 44 20 7946 0000, +442079460000",
        "1-800-FLOWERS, +18003569377",
        "+١٢٠٢٥٥٥٠١٠٠, +12025550100",
    })
    void everySpellingOfANumberIsTheSameNumber(String typed, String e164) throws Exception {
        assertThat(us.read(typed)).isEqualTo(new PhoneNumber(e164));
    }

    @Test
    void numbersWithoutCountryCodeAreOfTheDefaultRegion() throws Exception {
        assertThat(new Numbering("DE").read("030 901820"))
                .isEqualTo(new PhoneNumber("+4930901820"));
        assertThat(new Numbering("GB").read("020 7946 0000"))
                .isEqualTo(new PhoneNumber("+442079460000"));
    }

    @Test
    void shortCodesBelongToTheDefaultRegion() throws Exception {
        assertThat(us.read("12345")).isEqualTo(new ShortCode("12345", "+1"));
        assertThat(new Numbering("DE").read("80809")).isEqualTo(new ShortCode("80809", "+49"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"911", "112", "9-1-1"})
    void emergencyServicesAreNotWrittenTo(String typed) {
        assertThatThrownBy(() -> us.read(typed))
                .isInstanceOf(InvalidJidException.class)
                .hasMessageContaining("emergency services");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "911;phone-context=+1",
                "112;phone-context=+49",
                "911;phone-context=ca-us.phone-context.soprani.ca",
            })
    void emergencyServicesAreNoShortCodeOfAnyCountry(String localpart) {
        assertThatThrownBy(() -> addresses.party(localpart))
                .isInstanceOf(InvalidJidException.class)
                .hasMessageContaining("emergency services");
    }

    @ParameterizedTest
    @ValueSource(strings = {"211", "311", "511"})
    void whatCallsForHelpInAnotherCountryOfTheSameCodeIsAShortCode(String typed) throws Exception {
        String localpart = addresses.localpart(us.read(typed));
        assertThat(addresses.party(localpart)).isEqualTo(new ShortCode(typed, "+1"));
        assertThatThrownBy(() -> new SmsAddresses(new Numbering("BB"), false).party(localpart))
                .hasMessageContaining("emergency services");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "+", "+1", "12", "+1202555010011111", "alice@example.org"})
    void whatIsNoNumberIsRefused(String typed) {
        assertThatThrownBy(() -> us.read(typed)).isInstanceOf(InvalidJidException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550100",
                "12345;phone-context=+1",
                "my\\20bank;phone-context=alphanumeric",
                "+18765550100",
            })
    void aLocalpartComesBackFromItsParty(String localpart) throws Exception {
        SmsParty party = addresses.party(localpart);

        assertThat(addresses.localpart(party)).isEqualTo(localpart);
        assertThat(Jid.of(localpart, "sms.example.org", "").local()).isEqualTo(localpart);
    }

    @ParameterizedTest
    @CsvSource({
        "2025550100, +12025550100",
        "+1-202-555-0100, +12025550100",
        "12345, 12345;phone-context=+1",
        "12345;phone-context=ca-us.phone-context.soprani.ca, 12345;phone-context=+1",
    })
    void anotherSpellingIsToldTheRightOne(String localpart, String right) {
        var e = catchThrowableOfType(InvalidJidException.class, () -> addresses.party(localpart));

        assertThat(e.rightLocalpart()).isEqualTo(right);
    }

    @Test
    void sendersAreNumbersShortCodesOrNames() {
        assertThat(us.sender("+15551230001")).isEqualTo(new PhoneNumber("+15551230001"));
        assertThat(us.sender("447700900123")).isEqualTo(new PhoneNumber("+447700900123"));
        assertThat(new Numbering("GB").sender("07700 900123"))
                .isEqualTo(new PhoneNumber("+447700900123"));
        assertThat(new Numbering("DE").sender("00447700900123"))
                .isEqualTo(new PhoneNumber("+447700900123"));
        assertThat(us.sender("12345")).isEqualTo(new ShortCode("12345", "+1"));
        assertThat(us.sender("My Bank")).isEqualTo(new NamedSender("My Bank"));
        assertThat(addresses.localpart(us.sender("O'Neill & Co")))
                .isEqualTo("o\\27neill\\20\\26\\20co;phone-context=alphanumeric");
    }
}
