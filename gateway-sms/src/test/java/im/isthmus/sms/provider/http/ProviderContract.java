package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every provider over HTTP holds, whatever its interface looks like. */
abstract class ProviderContract {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final String FROM = "+12025550100";
    static final String TO = "+15551230001";
    static final String OURS = "0123456789abcdef0123456789abcdef";

    FakeHttpApi api;
    SmsProvider provider;

    abstract SmsProvider open(HttpUrl url);

    /** An answer that takes the message, and what it is called then. */
    abstract FakeHttpApi accepts(FakeHttpApi fake);

    abstract String acceptedId();

    @BeforeEach
    void start() {
        api = new FakeHttpApi();
        provider = open(api.url());
    }

    @AfterEach
    void stop() {
        provider.close();
        api.close();
    }

    @Test
    void aMessageThatIsTakenHasItsName() {
        accepts(api);
        assertThat(provider.send(message("hé 😀")))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.ids()).containsExactly(acceptedId()));
    }

    @Test
    void hasteIsAnsweredByPatience() {
        api.answers(429, "Retry-After", "7", "{}");
        assertThat(provider.send(message("a")))
                .isEqualTo(new Outcome.TryLater(Duration.ofSeconds(7), "429"));
    }

    @Test
    void whatMayHaveBeenTakenIsInDoubtAndAskedForOnce() {
        api.hangsUp().answers(500, "{}").answers(503, "busy");
        for (int i = 0; i < 3; i++) {
            assertThat(provider.send(message("a"))).isInstanceOf(Outcome.InDoubt.class);
            api.asked();
        }
        assertThatThrownBy(api::asked).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatCannotHaveBeenTakenMayBeSentAgain() {
        api.close();
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void wrongCredentialsAreTheAdminsMatter() {
        api.answers(401, "{}");
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.AccountTrouble.class);
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        api.answers(400, "{}");
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatNobodySaysIsNotMadeUp() {
        api.answers(500, "{}");
        assertThat(provider.find(message("a"), id -> false)).isInstanceOf(Outcome.InDoubt.class);
    }

    @Test
    void callsThatSayNothingAreRefusedOrIgnored() {
        for (String body : List.of("", "{", "[]", "null", "{\"data\":[]}", "a=b", "[[]]", "5")) {
            try {
                assertThat(provider.webhooks().orElseThrow().read(call("POST", body))).isEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    static WebhookRequest call(String method, String body) {
        String type = body.contains("=") ? "application/x-www-form-urlencoded" : "application/json";
        return new WebhookRequest(
                method,
                "https://gw.example/in",
                Map.of("content-type", type),
                new WebhookRequest.Body(body.getBytes(StandardCharsets.UTF_8)));
    }

    static OutgoingSms message(String text, URI... media) {
        return new OutgoingSms(
                OURS, FROM, List.of(TO), text, List.of(media), "https://gw.example/s/" + OURS, NOW);
    }
}
