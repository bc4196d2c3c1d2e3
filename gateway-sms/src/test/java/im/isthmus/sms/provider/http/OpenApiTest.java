package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.testing.real.RealPrism;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests and answers are what the vendors' own documents say: Prism checks both. */
@Timeout(180)
class OpenApiTest {
    private static final InstantSource CLOCK = InstantSource.fixed(ProviderContract.NOW);
    private static final String TWILIO = "AC0123456789abcdef0123456789abcdef";

    @TempDir Path directory;

    @Test
    void twilio() throws IOException {
        talk(
                "twilio-messages",
                url ->
                        new TwilioProvider(
                                new TwilioProvider.Config(url, TWILIO, new Secret("tok")), CLOCK),
                (provider, prism) -> {
                    String id = sent(provider, message("hé 😀"));
                    assertThat(provider.find(message("hé 😀"), other -> false))
                            .isEqualTo(new Outcome.Accepted(List.of(id), 0));
                    sent(provider, message("look", URI.create("https://m.example/1.png")));
                });
    }

    @Test
    void telnyx() throws IOException {
        talk(
                "telnyx-messages",
                url ->
                        new TelnyxProvider(
                                new TelnyxProvider.Config(
                                        url,
                                        new Secret("k"),
                                        "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
                                CLOCK),
                (provider, prism) -> {
                    sent(provider, message("hé 😀"));
                    sent(provider, message("", URI.create("https://m.example/1.png")));
                    sent(
                            provider,
                            new OutgoingSms(
                                    ProviderContract.OURS,
                                    ProviderContract.FROM,
                                    List.of(ProviderContract.TO, "+15551230002"),
                                    "hi",
                                    List.of(),
                                    "https://gw.example/s/1",
                                    ProviderContract.NOW));
                });
    }

    @Test
    void bandwidth() throws IOException {
        talk(
                "bandwidth-messages",
                url ->
                        new BandwidthProvider(
                                new BandwidthProvider.Config(
                                        url,
                                        "9900000",
                                        "u",
                                        new Secret("p"),
                                        "93de2206-9669-4e07-948d-329f4b722ee2",
                                        "hook",
                                        new Secret("secret")),
                                CLOCK),
                (provider, prism) -> {
                    String id = sent(provider, message("hé 😀"));
                    assertThat(provider.find(message("hé 😀"), other -> false))
                            .isEqualTo(new Outcome.Accepted(List.of(id), 0));
                    sent(provider, message("look", URI.create("https://m.example/1.png")));
                });
    }

    @Test
    void vonage() throws IOException {
        talk(
                "vonage-messages",
                url ->
                        new VonageProvider(
                                new VonageProvider.Config(
                                        url,
                                        "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
                                        new Secret(VonageProviderTest.pem()),
                                        null,
                                        new Secret("s")),
                                CLOCK),
                (provider, prism) -> {
                    sent(provider, message("hé 😀"));
                    sent(provider, message("look", URI.create("https://m.example/1.png")));
                });
    }

    @Test
    void android() throws IOException {
        talk(
                "capcom6-android",
                url ->
                        new AndroidProvider(
                                new AndroidProvider.Config(
                                        url.newBuilder().addPathSegments("3rdparty/v1").build(),
                                        "u",
                                        new Secret("p"),
                                        new Secret("k"),
                                        ProviderContract.FROM),
                                CLOCK),
                (provider, prism) -> {
                    sent(provider, message("hé 😀"));
                    assertThat(provider.find(message("hé 😀"), other -> false))
                            .isInstanceOf(Outcome.Accepted.class);
                });
    }

    /** What is done with a provider behind Prism. */
    private interface Talk {
        void with(SmsProvider provider, RealPrism prism);
    }

    private void talk(String document, Function<HttpUrl, SmsProvider> open, Talk talk)
            throws IOException {
        Path file = directory.resolve(document + ".json");
        try (InputStream in =
                Objects.requireNonNull(
                        OpenApiTest.class.getResourceAsStream("/openapi/" + document + ".json"))) {
            Files.copy(in, file);
        }
        try (FakeVendor vendor = new FakeVendor();
                RealPrism prism = RealPrism.start(file, vendor.url());
                SmsProvider provider = open.apply(HttpUrl.get(prism.url().toString()))) {
            talk.with(provider, prism);
        }
    }

    private static String sent(SmsProvider provider, OutgoingSms message) {
        Outcome outcome = provider.send(message);
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).ids().getFirst();
    }

    private static OutgoingSms message(String text, URI... media) {
        return ProviderContract.message(text, media);
    }
}
