package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class BandwidthProviderTest extends ProviderContract {
    @Override
    SmsProvider open(HttpUrl url) {
        return new BandwidthProvider(
                new BandwidthProvider.Config(
                        url, "99", "u", new Secret("p"), "app", "hook", new Secret("secret")),
                InstantSource.fixed(NOW));
    }

    @Override
    FakeHttpApi accepts(FakeHttpApi fake) {
        return fake.answers(202, "{\"id\":\"B1\",\"segmentCount\":2}");
    }

    @Override
    String acceptedId() {
        return "B1";
    }

    @Test
    void ourIdTravelsAsTheTag() {
        accepts(api);
        provider.send(message("hi"));
        FakeHttpApi.Asked asked = api.asked();
        assertThat(asked.path()).isEqualTo("/api/v2/users/99/messages");
        assertThat(asked.body())
                .isEqualTo(
                        "{\"applicationId\":\"app\",\"from\":\"+12025550100\","
                                + "\"to\":[\"+15551230001\"],\"text\":\"hi\",\"tag\":\""
                                + OURS
                                + "\"}");
    }

    @Test
    void aMessageInDoubtIsLookedFor() {
        api.answers(200, "{\"messages\":[{\"messageId\":\"B1\"},{\"messageId\":\"B2\"}]}");
        assertThat(provider.find(message("a"), "B2"::equals))
                .isEqualTo(new Outcome.Accepted(List.of("B1"), 0));
        assertThat(api.asked().query()).contains("sourceTn=+12025550100");
    }

    @Test
    void callsAreListsOfEvents() {
        String received =
                "{\"type\":\"message-received\",\"time\":\"2026-11-24T12:00:00Z\",\"to\":\"+12025550100\","
                        + "\"message\":{\"id\":\"B9\",\"from\":\"+15551230001\",\"to\":[\"+12025550100\","
                        + "\"+15551230002\"],\"text\":\"hi\",\"media\":[\"https://m.example/1.png\"]}}";
        String failed =
                "{\"type\":\"message-failed\",\"to\":\"+15551230001\",\"errorCode\":4720,"
                        + "\"description\":\"bad\",\"message\":{\"id\":\"B1\",\"tag\":\"o1\"}}";
        List<SmsReport> reports =
                provider.webhooks()
                        .orElseThrow()
                        .read(call("POST", "[" + received + "," + failed + "]"));
        assertThat(reports.getFirst())
                .isEqualTo(
                        new SmsReport.Received(
                                "B9",
                                TO,
                                FROM,
                                List.of("+15551230002"),
                                "hi",
                                List.of(
                                        new SmsReport.Media(
                                                URI.create("https://m.example/1.png"), "")),
                                NOW));
        assertThat(((Progress) reports.getLast()).ours()).isEqualTo("o1");
        assertThat(((Progress) reports.getLast()).stage()).isEqualTo(Stage.FAILED);
    }

    @Test
    void callersHaveThePasswordThatWeGaveThem() {
        assertThat(provider.webhooks().orElseThrow().verifies(authorized("aG9vazpzZWNyZXQ=")))
                .isTrue();
        assertThat(provider.webhooks().orElseThrow().verifies(authorized("aG9vazpzZWNyZXR=")))
                .isFalse();
    }

    private static WebhookRequest authorized(String credentials) {
        return new WebhookRequest(
                "POST",
                "https://gw.example/in",
                Map.of("authorization", "Basic " + credentials),
                new WebhookRequest.Body("[]".getBytes(StandardCharsets.UTF_8)));
    }
}
