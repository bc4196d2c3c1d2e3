package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.Secret;
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

class PlivoProviderTest extends ProviderContract {
    @Override
    SmsProvider open(HttpUrl url) {
        return new PlivoProvider(
                new PlivoProvider.Config(url, "MA1", new Secret("tok")), InstantSource.fixed(NOW));
    }

    @Override
    FakeHttpApi accepts(FakeHttpApi fake) {
        return fake.answers(202, "{\"message\":\"queued\",\"message_uuid\":[\"P1\"]}");
    }

    @Override
    String acceptedId() {
        return "P1";
    }

    @Test
    void aMessageIsJson() {
        accepts(accepts(api));
        provider.send(message("hi"));
        FakeHttpApi.Asked asked = api.asked();
        assertThat(asked.path()).isEqualTo("/v1/Account/MA1/Message/");
        assertThat(asked.body())
                .isEqualTo(
                        "{\"src\":\"+12025550100\",\"dst\":\"+15551230001\",\"text\":\"hi\","
                                + "\"type\":\"sms\",\"url\":\"https://gw.example/s/"
                                + OURS
                                + "\",\"method\":\"POST\"}");
        provider.send(message("", URI.create("https://m.example/1.png")));
        assertThat(api.asked().body())
                .contains("\"type\":\"mms\",\"media_urls\":[\"https://m.example/1.png\"]");
    }

    @Test
    void callsAreForms() {
        assertThat(
                        read(
                                "MessageUUID=P9&From=15551230001&To=12025550100&Text=hi&MediaCount=1"
                                        + "&Media0=https%3A%2F%2Fm.example%2F1"))
                .isEqualTo(
                        new SmsReport.Received(
                                "P9",
                                TO,
                                FROM,
                                List.of(),
                                "hi",
                                List.of(new SmsReport.Media(URI.create("https://m.example/1"), "")),
                                null));
        assertThat(read("MessageUUID=P1&Status=delivered&Sequence=3"))
                .isEqualTo(Progress.of("P1", "", Stage.DELIVERED));
        assertThat(read("MessageUUID=P1&Status=undelivered&ErrorCode=200"))
                .isEqualTo(
                        Progress.failed(
                                "P1", "", new SmsFailure(SmsFailure.Cause.OPTED_OUT, "(200)")));
    }

    private SmsReport read(String form) {
        return provider.webhooks().orElseThrow().read(call("POST", form)).getFirst();
    }
}
