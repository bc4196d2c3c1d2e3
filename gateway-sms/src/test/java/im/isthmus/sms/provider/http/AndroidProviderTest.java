package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class AndroidProviderTest extends ProviderContract {
    private static final String KEY = "signing key";

    @Override
    SmsProvider open(HttpUrl url) {
        return new AndroidProvider(
                new AndroidProvider.Config(
                        url.newBuilder().addPathSegments("3rdparty/v1").build(),
                        "u",
                        new Secret("p"),
                        new Secret(KEY),
                        FROM),
                InstantSource.fixed(NOW));
    }

    @Override
    FakeHttpApi accepts(FakeHttpApi fake) {
        return fake.answers(202, "{\"id\":\"" + OURS + "\",\"state\":\"Pending\"}");
    }

    @Override
    String acceptedId() {
        return OURS;
    }

    @Test
    void thePhoneTakesOurIdSoThatNothingIsSentTwice() {
        accepts(api).answers(409, "{}").answers(200, "{}").answers(404, "{}");
        provider.send(message("hi"));
        FakeHttpApi.Asked asked = api.asked();
        assertThat(asked.path()).isEqualTo("/3rdparty/v1/messages");
        assertThat(asked.body())
                .isEqualTo(
                        "{\"id\":\""
                                + OURS
                                + "\",\"textMessage\":{\"text\":\"hi\"},\"phoneNumbers\":[\"+15551230001\"]}");
        assertThat(provider.send(message("hi"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(provider.find(message("hi"), id -> false)).isInstanceOf(Outcome.Accepted.class);
        assertThat(provider.find(message("hi"), id -> false)).isInstanceOf(Outcome.TryLater.class);
    }

    @Test
    void callsAreMessagesOrProgress() {
        assertThat(
                        read(
                                "{\"event\":\"sms:received\",\"id\":\"e1\",\"payload\":{\"messageId\":\"A9\","
                                        + "\"message\":\"hi\",\"sender\":\"+15551230001\",\"recipient\":null,"
                                        + "\"receivedAt\":\"2026-11-24T13:00:00+01:00\"}}"))
                .isEqualTo(new SmsReport.Received("A9", TO, FROM, List.of(), "hi", List.of(), NOW));
        assertThat(read("{\"event\":\"sms:delivered\",\"payload\":{\"messageId\":\"o1\"}}"))
                .isEqualTo(Progress.of("o1", "o1", Stage.DELIVERED));
    }

    @Test
    void onlyThePhoneCanSign() throws Exception {
        String body = "{\"event\":\"sms:sent\"}";
        String time = Long.toString(NOW.getEpochSecond());
        assertThat(verifies(body, time, hmac(body + time))).isTrue();
        assertThat(verifies(body + " ", time, hmac(body + time))).isFalse();
        assertThat(verifies(body, "", hmac(body))).isFalse();
        String old = Long.toString(NOW.getEpochSecond() - 3600);
        assertThat(verifies(body, old, hmac(body + old))).isFalse();
    }

    private boolean verifies(String body, String time, String signature) {
        return provider.webhooks()
                .orElseThrow()
                .verifies(
                        new WebhookRequest(
                                "POST",
                                "https://gw.example/in",
                                Map.of("x-signature", signature, "x-timestamp", time),
                                new WebhookRequest.Body(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private SmsReport read(String body) {
        return provider.webhooks().orElseThrow().read(call("POST", body)).getFirst();
    }
}
