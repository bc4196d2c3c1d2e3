package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/**
 * Hostile calls to every provider's webhooks: whatever comes is refused or read, and nothing else
 * happens. {@code -Disthmus.fuzz.lines=1000000} makes it a campaign.
 */
class WebhookFuzzTest {
    private static final int CALLS = Integer.getInteger("isthmus.fuzz.lines", 20_000);
    private static final long SEED = Long.getLong("isthmus.fuzz.seed", 1);
    private static final InstantSource CLOCK = InstantSource.fixed(ProviderContract.NOW);
    private static final HttpUrl URL = HttpUrl.get("http://127.0.0.1:1/");
    private static final Secret KEY = new Secret("k");

    private static final List<String> SEEDS =
            List.of(
                    "MessageSid=SM1&From=%2B15551230001&To=%2B12025550100&Body=hi&NumMedia=1&MediaUrl0=https%3A%2F%2Fx",
                    "MessageUUID=P1&Status=undelivered&ErrorCode=200&From=1&To=2&Text=x",
                    "{\"data\":{\"event_type\":\"message.received\",\"occurred_at\":\"2026-11-24T11:00:00Z\",\"payload\":{\"id\":\"T5\",\"from\":{\"phone_number\":\"+1555\"},\"to\":[{\"phone_number\":\"+1202\",\"status\":\"sent\"}],\"cc\":[],\"text\":\"hi\",\"media\":[{\"url\":\"https://m\"}],\"errors\":[{\"code\":\"1\"}]}}}",
                    "[{\"type\":\"message-failed\",\"to\":\"+1\",\"errorCode\":4720,\"message\":{\"id\":\"B1\",\"tag\":\"o\",\"to\":[\"+1\"],\"media\":[\"https://m\"]}}]",
                    "{\"message_uuid\":\"V9\",\"status\":\"rejected\",\"error\":{\"type\":\"x#1330\",\"detail\":\"d\"},\"from\":\"1\",\"to\":\"2\",\"image\":{\"url\":\"https://m\",\"caption\":\"c\"}}",
                    "{\"event\":\"sms:received\",\"id\":\"e\",\"payload\":{\"messageId\":\"A\",\"message\":\"m\",\"sender\":\"+1\",\"recipient\":null,\"receivedAt\":\"x\"}}");

    @Test
    void everyCallIsReadOrRefused() {
        Random random = new Random(SEED);
        List<SmsProvider> providers = providers();
        long read = 0;
        for (int i = 0; i < CALLS; i++) {
            WebhookRequest request = request(random);
            for (SmsProvider provider : providers) {
                SmsProvider.Webhooks webhooks = provider.webhooks().orElseThrow();
                // Nothing of this is signed; only Kannel's secret is in its path.
                boolean genuine = webhooks.verifies(request);
                assertThat(genuine && !(provider instanceof KannelProvider)).isFalse();
                try {
                    read += webhooks.read(request).size();
                } catch (IllegalArgumentException e) {
                    assertThat(e).isNotNull(); // refused
                }
            }
        }
        assertThat(read).isPositive();
        providers.forEach(SmsProvider::close);
    }

    private static WebhookRequest request(Random random) {
        StringBuilder body = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        int changes = random.nextInt(6);
        for (int i = 0; i < changes && !body.isEmpty(); i++) {
            int at = random.nextInt(body.length());
            switch (random.nextInt(5)) {
                case 0 -> body.setCharAt(at, (char) random.nextInt(0x300));
                case 1 -> body.deleteCharAt(at);
                case 2 -> body.insert(at, "\"{}[]:,%&=+\\u0000".charAt(random.nextInt(16)));
                case 3 -> body.setLength(at);
                default -> body.insert(at, body.substring(at, Math.min(body.length(), at + 200)));
            }
        }
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "content-type",
                random.nextBoolean() ? "application/x-www-form-urlencoded" : "application/json");
        for (String name :
                List.of(
                        "x-twilio-signature",
                        "telnyx-signature-ed25519",
                        "telnyx-timestamp",
                        "authorization",
                        "x-plivo-signature-v3",
                        "x-plivo-signature-v3-nonce",
                        "x-signature",
                        "x-timestamp")) {
            if (random.nextInt(3) > 0) {
                headers.put(name, junk(random));
            }
        }
        String query = random.nextInt(3) == 0 ? "?" + junk(random) + "&type=" + junk(random) : "";
        return new WebhookRequest(
                random.nextBoolean() ? "POST" : "GET",
                "https://gw.example/in" + query,
                headers,
                new WebhookRequest.Body(body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String junk(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> "1795521600";
            case 2 -> "Bearer a.b.c";
            case 3 -> "Bearer eyJhbGciOiJub25lIn0.e30.";
            case 4 -> "%zz=%";
            default -> {
                byte[] bytes = new byte[random.nextInt(90)];
                random.nextBytes(bytes);
                yield java.util.Base64.getEncoder().encodeToString(bytes);
            }
        };
    }

    private static List<SmsProvider> providers() {
        return List.of(
                new TwilioProvider(new TwilioProvider.Config(URL, "AC1", KEY), CLOCK),
                new TelnyxProvider(
                        new TelnyxProvider.Config(
                                URL, KEY, "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
                        CLOCK),
                new BandwidthProvider(
                        new BandwidthProvider.Config(URL, "a", "u", KEY, "p", "w", KEY), CLOCK),
                new PlivoProvider(new PlivoProvider.Config(URL, "a", KEY), CLOCK),
                new VonageProvider(
                        new VonageProvider.Config(
                                URL, "a", new Secret(VonageProviderTest.pem()), null, KEY),
                        CLOCK),
                new AndroidProvider(
                        new AndroidProvider.Config(URL, "u", KEY, KEY, "+12025550100"), CLOCK),
                new KannelProvider(new KannelProvider.Config(URL, "u", KEY), CLOCK));
    }
}
