package im.isthmus.sms.signature;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.webhook.WebhookRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that vendors' own code signed, each with some that somebody tampered with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignatureVectorsTest {
    private final JsonNode vectors = read().path("vectors");

    private static JsonNode read() {
        try (InputStream in = SignatureVectorsTest.class.getResourceAsStream("signatures.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    List<String> ids() {
        return vectors.valueStream().map(each -> each.path("id").asString()).toList();
    }

    @Test
    void everyVendorIsThere() {
        assertThat(ids()).hasSize(29);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theGoodIsAcceptedAndTheTamperedRefused(String id) {
        JsonNode vector =
                vectors.valueStream()
                        .filter(each -> each.path("id").asString().equals(id))
                        .findFirst()
                        .orElseThrow();

        assertThat(signature(vector, vector).verifies(request(vector))).isTrue();
        assertThat(vector.path("tampered").size()).isPositive();
        for (JsonNode bad : vector.path("tampered").values()) {
            assertThat(signature(vector, bad).verifies(request(bad)))
                    .as(bad.path("title").asString())
                    .isFalse();
        }
    }

    private static WebhookSignature signature(JsonNode vector, JsonNode when) {
        JsonNode key = vector.path("key");
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(when.path("now").asLong()));
        return switch (vector.path("vendor").asString()) {
            case "twilio" -> new TwilioSignature(key.path("authToken").asString());
            case "plivo" -> new PlivoSignature(key.path("authToken").asString());
            case "telnyx" -> new TelnyxSignature(key.path("publicKey").asString(), clock);
            case "vonage" ->
                    new VonageSignature(
                            key.path("signatureSecret").asString(),
                            key.path("applicationId").asString(),
                            null,
                            clock);
            default -> throw new IllegalArgumentException(vector.path("vendor").asString());
        };
    }

    private static WebhookRequest request(JsonNode vector) {
        JsonNode request = vector.path("request");
        Map<String, String> headers = new HashMap<>();
        request.path("headers")
                .properties()
                .forEach(each ->
                        headers.put(
                                each.getKey().toLowerCase(Locale.ROOT),
                                each.getValue().asString()));
        return new WebhookRequest(
                request.path("method").asString(),
                request.path("url").asString(),
                headers,
                new WebhookRequest.Body(
                        request.path("body").asString().getBytes(StandardCharsets.UTF_8)));
    }
}
