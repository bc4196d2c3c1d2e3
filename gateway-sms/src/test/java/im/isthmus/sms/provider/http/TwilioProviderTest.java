package im.isthmus.sms.provider.http;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioProviderTest {
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final FakeHttpApi api = new FakeHttpApi();
    private final TwilioProvider twilio =
            new TwilioProvider(
                    new TwilioProvider.Config(api.url(), ACCOUNT, new Secret("tok")),
                    InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        twilio.close();
        api.close();
    }

    @Test
    void aMessageIsAFormWithTheAccountsCredentials() {
        api.answers(201, "{\"sid\":\"SM1\",\"num_segments\":\"2\",\"status\":\"queued\"}");

        assertThat(twilio.send(message("hé & 😀", URI.create("https://m.example/1.png"))))
                .isEqualTo(new Outcome.Accepted(List.of("SM1"), 2));

        FakeHttpApi.Asked asked = api.asked();
        assertThat(asked.path()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
        assertThat(asked.authorization()).startsWith("Basic ");
        assertThat(asked.body())
                .isEqualTo(
                        "To=%2B15551230001&From=%2B12025550100&Body=h%C3%A9+%26+%F0%9F%98%80"
                                + "&MediaUrl=https%3A%2F%2Fm.example%2F1.png"
                                + "&StatusCallback=https%3A%2F%2Fgw.example%2Fs%2Fo1");
    }

    @Test
    void whatWasSurelyNotSentIsTriedLater() {
        api.answers(429, "Retry-After", "7", "{\"code\":20429,\"message\":\"Too Many Requests\"}");
        assertThat(twilio.send(message("a")))
                .isEqualTo(new Outcome.TryLater(Duration.ofSeconds(7), "429"));

        api.answers(429, "Retry-After", "Tue, 24 Nov 2026 12:01:00 GMT", "{}");
        assertThat(((Outcome.TryLater) twilio.send(message("a"))).after())
                .isEqualTo(Duration.ofMinutes(1));

        api.close();
        assertThat(twilio.send(message("a"))).isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void whatMayHaveBeenSentIsInDoubt() {
        api.hangsUp().answers(503, "busy").answers(201, "{}").answers(201, "no json");

        for (int i = 0; i < 4; i++) {
            assertThat(twilio.send(message("a"))).isInstanceOf(Outcome.InDoubt.class);
        }
    }

    @Test
    void refusalsSayWhatTheUserCanDo() {
        api.answers(400, "{\"code\":21211,\"message\":\"Invalid 'To'\",\"status\":400}")
                .answers(400, "{\"code\":21610,\"message\":\"unsubscribed\",\"status\":400}")
                .answers(400, "{\"code\":21999,\"message\":\"Odd\",\"status\":400}")
                .answers(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");

        assertThat(failure()).isInstanceOf(BackendFailure.NotFound.class);
        assertThat(failure()).isInstanceOf(BackendFailure.Policy.class);
        assertThat(failure().text())
                .isEqualTo("The message was not delivered. The provider says: Odd (21999)");
        assertThat(twilio.send(message("a"))).isInstanceOf(Outcome.AccountTrouble.class);
    }

    @Test
    void aMessageInDoubtIsLookedFor() {
        api.answers(200, "{\"messages\":[{\"sid\":\"SM7\",\"body\":\"a\"},{\"body\":\"b\"}]}")
                .answers(200, "{\"messages\":[{\"sid\":\"SM9\",\"body\":\"a\"}]}")
                .answers(200, "{\"messages\":[{\"body\":\"a\"},{\"body\":\"a\"}]}")
                .answers(500, "");

        assertThat(twilio.find(message("a"), "SM9"::equals))
                .isEqualTo(new Outcome.Accepted(List.of("SM7"), 0));
        assertThat(api.asked().query()).isEqualTo("To=+15551230001&From=+12025550100&PageSize=100");
        assertThat(twilio.find(message("a"), "SM9"::equals)).isInstanceOf(Outcome.TryLater.class);
        assertThat(twilio.find(message("a"), "SM9"::equals)).isInstanceOf(Outcome.InDoubt.class);
        assertThat(twilio.find(message("a"), "SM9"::equals)).isInstanceOf(Outcome.InDoubt.class);
    }

    @Test
    void onlyAWholeListProvesThatItHasNotGotIt() {
        String other = "{\"sid\":\"SM1\",\"body\":\"x\"}";
        String old =
                "{\"sid\":\"SM2\",\"body\":\"a\",\"date_created\":\"Mon, 23 Nov 2026 12:00:00 +0000\"}";
        api.answers(200, "<html>Log in first</html>");
        assertThat(twilio.find(message("a"), id -> false)).isInstanceOf(Outcome.InDoubt.class);
        api.answers(200, "{\"messages\":[" + String.join(",", nCopies(100, other)) + "]}");
        assertThat(twilio.find(message("a"), id -> false)).isInstanceOf(Outcome.InDoubt.class);
        api.answers(200, "{\"messages\":[" + other + "," + old + "]}");
        assertThat(twilio.find(message("a"), id -> false)).isInstanceOf(Outcome.TryLater.class);
    }

    @Test
    void itIsToldToCallAgainWhereItKnowsHow() {
        assertThat(suffix("https://api.twilio.com/")).isEqualTo("#rc=5&rp=all");
        assertThat(suffix("https://example.signalwire.com/api/laml")).isEmpty();
    }

    private static String suffix(String url) {
        return new TwilioProvider.Config(HttpUrl.get(url), ACCOUNT, new Secret("tok"))
                .inboundSuffix();
    }

    @Test
    void callsAreMessagesOrProgress() {
        assertThat(
                        read(
                                "MessageSid=SM1&From=%2B15551230001&To=%2B12025550100&Body=hi&NumMedia=1"
                                        + "&MediaUrl0=https%3A%2F%2Fapi.example%2Fm&MediaContentType0=image%2Fpng"))
                .containsExactly(
                        new SmsReport.Received(
                                "SM1",
                                "+15551230001",
                                "+12025550100",
                                List.of(),
                                "hi",
                                List.of(
                                        new SmsReport.Media(
                                                URI.create("https://api.example/m"), "image/png")),
                                null));
        assertThat(read("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005"))
                .containsExactly(
                        SmsReport.Progress.failed(
                                "SM1",
                                "",
                                new SmsFailure(SmsFailure.Cause.UNREACHABLE, "(30005)")));
        assertThatThrownBy(() -> read("Body=hi")).isInstanceOf(IllegalArgumentException.class);
        assertThat(twilio.webhooks().orElseThrow().thanks().body())
                .endsWith("<Response></Response>");
    }

    private List<SmsReport> read(String form) {
        return twilio.webhooks()
                .orElseThrow()
                .read(
                        new WebhookRequest(
                                "POST",
                                "https://gw.example/in",
                                Map.of("content-type", "application/x-www-form-urlencoded"),
                                new WebhookRequest.Body(form.getBytes(StandardCharsets.UTF_8))));
    }

    private BackendFailure failure() {
        return ((Outcome.Refused) twilio.send(message("a"))).failure().failure();
    }

    private static OutgoingSms message(String text, URI... media) {
        return new OutgoingSms(
                "o1",
                "+12025550100",
                List.of("+15551230001"),
                text,
                List.of(media),
                "https://gw.example/s/o1",
                NOW);
    }
}
