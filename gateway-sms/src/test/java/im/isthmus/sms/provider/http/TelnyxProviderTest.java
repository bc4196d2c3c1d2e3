package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class TelnyxProviderTest extends ProviderContract {
    @Override
    SmsProvider open(HttpUrl url) {
        return new TelnyxProvider(
                new TelnyxProvider.Config(
                        url, new Secret("k"), "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
                InstantSource.fixed(NOW));
    }

    @Override
    FakeHttpApi accepts(FakeHttpApi fake) {
        return fake.answers(200, "{\"data\":{\"id\":\"T1\",\"parts\":2}}");
    }

    @Override
    String acceptedId() {
        return "T1";
    }

    @Test
    void groupsHaveAnAddressOfTheirOwn() {
        accepts(accepts(api));
        provider.send(
                new OutgoingSms(OURS, FROM, List.of(TO, "+15551230002"), "hi", List.of(), "", NOW));
        FakeHttpApi.Asked asked = api.asked();
        assertThat(asked.path()).isEqualTo("/v2/messages/group_mms");
        assertThat(asked.authorization()).isEqualTo("Bearer k");
        assertThat(asked.body())
                .isEqualTo(
                        "{\"from\":\"+12025550100\",\"to\":[\"+15551230001\",\"+15551230002\"],"
                                + "\"text\":\"hi\"}");

        provider.send(message("hi", URI.create("https://m.example/1.png")));
        assertThat(api.asked().body())
                .contains("\"media_urls\":[\"https://m.example/1.png\"]")
                .contains("\"webhook_url\":\"https://gw.example/s/" + OURS);
    }

    @Test
    void refusalsHaveCauses() {
        api.answers(400, "{\"errors\":[{\"code\":\"40300\",\"title\":\"Blocked\"}]}");
        assertThat(provider.send(message("a")))
                .isEqualTo(
                        new Outcome.Refused(
                                new SmsFailure(SmsFailure.Cause.OPTED_OUT, "Blocked (40300)")));
    }

    @Test
    void callsAreMessagesOrProgress() {
        assertThat(
                        read(
                                """
                                {"data":{"event_type":"message.received","occurred_at":"2026-11-24T11:00:00Z",
                                "payload":{"id":"T5","from":{"phone_number":"+15551230001"},
                                "to":[{"phone_number":"+12025550100"}],"cc":[{"phone_number":"+15551230002"}],
                                "text":"hi","media":[{"url":"https://m.example/1","content_type":"image/png"}]}}}
                                """))
                .containsExactly(
                        new SmsReport.Received(
                                "T5",
                                TO,
                                FROM,
                                List.of("+15551230002"),
                                "hi",
                                List.of(
                                        new SmsReport.Media(
                                                URI.create("https://m.example/1"), "image/png")),
                                NOW.minusSeconds(3600)));
        assertThat(status("message.finalized", "delivered"))
                .isEqualTo(Progress.of("T1", "", Stage.DELIVERED));
        assertThat(status("message.sent", "sent")).isEqualTo(Progress.of("T1", "", Stage.SENT));
        assertThat(((Progress) status("message.finalized", "delivery_failed")).stage())
                .isEqualTo(Stage.FAILED);
    }

    private SmsReport status(String event, String status) {
        return read("{\"data\":{\"event_type\":\"%s\",\"payload\":{\"id\":\"T1\",\"to\":[{\"status\":\"%s\"}]}}}"
                        .formatted(event, status))
                .getFirst();
    }

    private List<SmsReport> read(String body) {
        return provider.webhooks().orElseThrow().read(call("POST", body));
    }
}
