package im.isthmus.sms.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.config.Secret;
import im.isthmus.sms.provider.SmsProvider;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class VonageProviderTest extends ProviderContract {
    static final KeyPair KEYS = keys();

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Override
    SmsProvider open(HttpUrl url) {
        return new VonageProvider(
                new VonageProvider.Config(
                        url, "app", new Secret(pem()), null, new Secret("signature")),
                InstantSource.fixed(NOW));
    }

    @Override
    FakeHttpApi accepts(FakeHttpApi fake) {
        return fake.answers(202, "{\"message_uuid\":\"V1\"}");
    }

    @Override
    String acceptedId() {
        return "V1";
    }

    @Test
    void aMessageHasATokenThatTheApplicationSigned() throws Exception {
        accepts(api);
        provider.send(message("hi"));
        FakeHttpApi.Asked asked = api.asked();
        assertThat(asked.body())
                .contains("\"from\":\"12025550100\",\"to\":\"15551230001\"")
                .contains("\"channel\":\"sms\",\"message_type\":\"text\",\"text\":\"hi\"");
        String[] token = asked.authorization().substring("Bearer ".length()).split("\\.", -1);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8))
                .contains("\"application_id\":\"app\",\"iat\":1795521600,\"exp\":1795521900");
    }

    @Test
    void aFileIsOfTheKindThatItsAddressTells() {
        accepts(accepts(api));
        provider.send(message("look", URI.create("https://m.example/1.png")));
        assertThat(api.asked().body())
                .contains("\"channel\":\"mms\",\"message_type\":\"image\"")
                .contains("\"image\":{\"url\":\"https://m.example/1.png\",\"caption\":\"look\"}");
        provider.send(message("", URI.create("https://m.example/1.vcf")));
        assertThat(api.asked().body()).contains("\"vcard\":{\"url\"");
    }

    @Test
    void aKeyThatIsNoneIsFoundBeforeItIsUsed() {
        assertThatThrownBy(() -> VonageToken.key("-----BEGIN PRIVATE KEY-----\nAAAA\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsAreMessagesOrProgress() {
        assertThat(
                        read(
                                "{\"message_uuid\":\"V9\",\"channel\":\"sms\",\"from\":\"15551230001\","
                                        + "\"to\":\"12025550100\",\"text\":\"hi\","
                                        + "\"timestamp\":\"2026-11-24T12:00:00Z\"}"))
                .isEqualTo(new SmsReport.Received("V9", TO, FROM, List.of(), "hi", List.of(), NOW));
        assertThat(read("{\"message_uuid\":\"V1\",\"status\":\"delivered\",\"client_ref\":\"o1\"}"))
                .isEqualTo(Progress.of("V1", "o1", Stage.DELIVERED));
        assertThat(
                        ((Progress) read("{\"message_uuid\":\"V1\",\"status\":\"undeliverable\"}"))
                                .stage())
                .isEqualTo(Stage.FAILED);
    }

    private SmsReport read(String body) {
        return provider.webhooks().orElseThrow().read(call("POST", body)).getFirst();
    }
}
