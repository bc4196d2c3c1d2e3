package im.isthmus.sms.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.HostPort;
import im.isthmus.sms.config.SmsConfig.NumberConfig;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsConfigTest {
    private static final String LOOPBACK =
            """
            [sms.accounts.trial]
            provider = "loopback"
            numbers = ["+12025550100", "+442079460000"]
            """;

    private static final String EVERY_KEY =
            """
            [sms]
            default-region = "DE"
            regions = ["DE", "AT"]
            short-codes = true
            claims = true
            group-rooms = false
            cheogram-addresses = true
            [sms.webhook]
            listen = "127.0.0.1:9000"
            public-url = "https://sms.example.org/x/"
            [sms.numbers."+12025550100"]
            owners = ["alice@example.org"]
            stand-ins = ["trial"]
            stop-words = true
            help-text = "Ask us."
            room = true
            [sms.limits]
            messages-per-minute = 1
            segments-per-day = 2
            segments-per-day-to-one = 3
            segments-per-day-to-range = 7
            segments-per-day-total = 4
            messages-per-second = 0.5
            max-messages = 6
            in-doubt = "8s"
            """;

    @TempDir Path directory;

    @Test
    void defaults() throws Exception {
        SmsConfig config = read("[sms]\ndefault-region = \"US\"\n" + LOOPBACK);

        assertThat(config.defaultRegion()).isEqualTo("US");
        assertThat(config.regions()).isEmpty();
        assertThat(config.shortCodes()).isFalse();
        assertThat(config.claims()).isFalse();
        assertThat(config.groups()).isTrue();
        assertThat(config.cheogramAddresses()).isFalse();
        assertThat(config.webhook()).isNull();
        assertThat(config.numbers()).isEmpty();
        assertThat(config.limits())
                .isEqualTo(new SmsLimits(10, 500, 200, 500, 5000, 1.0, 5, Duration.ofSeconds(30)));
        assertThat(config.accounts().values().iterator().next().numbers())
                .containsExactly(new PhoneNumber("+12025550100"), new PhoneNumber("+442079460000"));
    }

    @Test
    void everyKeyMapped() throws Exception {
        SmsConfig config = read(EVERY_KEY + LOOPBACK);

        assertThat(config.defaultRegion()).isEqualTo("DE");
        assertThat(config.regions()).containsExactly("DE", "AT");
        assertThat(config.shortCodes()).isTrue();
        assertThat(config.claims()).isTrue();
        assertThat(config.groups()).isFalse();
        assertThat(config.cheogramAddresses()).isTrue();
        assertThat(config.webhook())
                .isEqualTo(
                        new WebhookConfig(
                                new HostPort("127.0.0.1", 9000), "https://sms.example.org/x"));
        assertThat(config.numbers())
                .isEqualTo(
                        Map.of(
                                new PhoneNumber("+12025550100"),
                                new NumberConfig(
                                        List.of(Jid.parse("alice@example.org")),
                                        List.of("trial"),
                                        true,
                                        "Ask us.",
                                        true)));
        assertThat(config.limits())
                .isEqualTo(new SmsLimits(1, 2, 3, 7, 4, 0.5, 6, Duration.ofSeconds(8)));
    }

    @Test
    void theSmallestConfigurationOfTwilioIsEnough() throws Exception {
        SmsConfig config =
                read(
                        """
                        [sms]
                        default-region = "US"
                        [sms.webhook]
                        listen = "127.0.0.1:8480"
                        public-url = "https://sms.example.org"
                        [sms.accounts.main]
                        provider = "twilio"
                        api-url = "http://127.0.0.1:4010"
                        account = "AC0123456789abcdef0123456789abcdef"
                        auth-token = "a0123456789abcdef0123456789abcde"
                        numbers = ["+12025550100"]
                        """);

        assertThat(config.accounts()).containsOnlyKeys("main");
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() {
        var e =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                read(
                                        """
                                        [sms]
                                        default-region = "us"
                                        [sms.accounts.a]
                                        provider = "twilio"
                                        account = "AC0123456789abcdef0123456789abcdef"
                                        auth-token = "a0123456789abcdef0123456789abcde"
                                        numbers = ["2025550100"]
                                        [sms.accounts.b]
                                        provider = "smoke"
                                        numbers = ["+12025550100", "+12025550100"]
                                        [sms.numbers."+12025550199"]
                                        owners = ["example.org"]
                                        """));

        assertThat(e.problems())
                .extracting(problem -> problem.key() + " " + problem.what())
                .anyMatch(text -> text.startsWith("sms.default-region must be a country"))
                .anyMatch(text -> text.startsWith("sms.webhook missing"))
                .anyMatch(text -> text.startsWith("sms.accounts.a.numbers must be a number"))
                .anyMatch(
                        text -> text.startsWith("sms.accounts.b.provider must be one of \"twilio"))
                .anyMatch(text -> text.contains("is twice"))
                .anyMatch(text -> text.contains("+12025550199\" is the number of no account"))
                .anyMatch(text -> text.contains("owners must be a bare JID"));
    }

    @Test
    void ofAnAccountWithAnUnknownProviderOnlyTheProviderIsWrong() {
        var e =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                read(
                                        """
                                        [sms]
                                        default-region = "US"
                                        [sms.accounts.main]
                                        provider = "twillio"
                                        api-key = "KEY0123456789"
                                        numbers = ["+12025550100"]
                                        [sms.numbers."+12025550100"]
                                        owners = ["alice@example.org"]
                                        """));

        assertThat(e.problems())
                .extracting(problem -> problem.key())
                .containsExactly("sms.accounts.main.provider");
    }

    private SmsConfig read(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("sms.toml"), text);
        return ConfigFile.read(file, Map.of(), SmsConfig::read);
    }
}
