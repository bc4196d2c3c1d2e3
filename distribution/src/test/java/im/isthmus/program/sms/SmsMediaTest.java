package im.isthmus.program.sms;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.LoopbackPorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures by MMS, both ways. */
@Timeout(60)
class SmsMediaTest {
    private static final String PHONE = "+12025550177";
    private static final String OTHER = "+12025550178";
    private static final String OWN = "+12025550100";
    private static final String BOBS = "+12025550101";

    @TempDir private static Path directory;
    private static FakeTwilio twilio;
    private static int port;
    private static SmsLab lab;
    private static XmppClient alice;

    @BeforeAll
    static void start() throws Exception {
        twilio = new FakeTwilio();
        port = LoopbackPorts.one();
        lab =
                SmsLab.start(
                        directory,
                        """
                        [media]
                        fetch-allow = ["127.0.0.1"]
                        upload = false
                        listen = "127.0.0.1:%1$d"
                        public-url = "http://127.0.0.1:%1$d/media"
                        [sms]
                        default-region = "US"
                        [sms.numbers."+12025550100"]
                        owners = ["alice@localhost"]
                        [sms.numbers."+12025550101"]
                        owners = ["bob@localhost"]
                        [sms.limits]
                        messages-per-second = 100
                        """
                                        .formatted(LoopbackPorts.one())
                                + twilio.account("main", port, OWN, BOBS),
                        twilio);
        alice = lab.login("alice");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void aPictureGoesAsMmsWithItsTextAndNotTheAddressInIt() {
        String url = twilio.file("out.png");
        alice.send(
                SmsLab.message(
                        "m1",
                        SmsLab.jid(PHONE),
                        "look " + url,
                        "<x xmlns='jabber:x:oob'><url>" + url + "</url></x>"));
        FormPairs sent = twilio.awaitSent("look");
        assertThat(sent.get("MediaUrl")).isEqualTo(url);
    }

    @Test
    void aFileThatIsNotThereOrNotForPhonesIsRefusedWithTheReason() {
        String missing = twilio.file("missing");
        alice.send(
                SmsLab.message(
                        "m2",
                        SmsLab.jid(PHONE),
                        missing,
                        "<x xmlns='jabber:x:oob'><url>" + missing + "</url></x>"));
        alice.awaitXml("id='m2'", "type='error'", "404");
        String secret = "aesgcm://127.0.0.1/x#00112233";
        alice.send(
                SmsLab.message(
                        "m3",
                        SmsLab.jid(PHONE),
                        secret,
                        "<x xmlns='jabber:x:oob'><url>" + secret + "</url></x>"));
        alice.awaitXml("id='m3'", "type='error'", "encrypted");
    }

    @Test
    void aPictureThatComesIsFetchedWithOurCredentialsAndServedByUs() throws Exception {
        twilio.write("main", port, "SMp1", PHONE, OWN, "a picture", twilio.file("private.png"));
        String xml = XmppClient.xml(alice.awaitXml("from='" + SmsLab.jid(PHONE), "jabber:x:oob"));
        String url = xml.replaceAll("(?s).*<url>([^<]+)</url>.*", "$1");
        assertThat(url).doesNotContain(":" + twilio.port() + "/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> file =
                    client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isEqualTo(FakeTwilio.PICTURE);
        }
        alice.awaitXml("a picture");
    }

    @Test
    void theWordsAmongTheFilesOfAnMmsAreItsTextAndItsLayoutIsNothing() {
        twilio.write(
                "main",
                port,
                "SMp4",
                OTHER,
                OWN,
                "",
                twilio.file("0.smil"),
                twilio.file("1.txt"),
                twilio.file("2.png"));
        String text = XmppClient.xml(alice.awaitXml("from='" + SmsLab.jid(OTHER), "words of an"));
        assertThat(text).contains("<body>words of an MMS</body>").doesNotContain("smil", "txt");
    }

    @Test
    void theLayoutOfAnMmsIsKnownWithoutItsType() {
        twilio.write(
                "main",
                port,
                "SMp6",
                OTHER,
                OWN,
                "no types",
                twilio.file("layout.xml"),
                twilio.file("1.txt"));
        String text = XmppClient.xml(alice.awaitXml("from='" + SmsLab.jid(OTHER), "no types"));
        assertThat(text).contains("<body>no types\nwords of an MMS</body>");
    }

    @Test
    void aPageAmongTheFilesOfAnMmsStaysAFile() {
        twilio.write("main", port, "SMp5", OTHER, OWN, "a page", twilio.file("1.html"));
        String from = "from='" + SmsLab.jid(OTHER);
        assertThat(XmppClient.xml(alice.awaitXml(from, "a page"))).doesNotContain("words of an");
        alice.awaitXml(from, "jabber:x:oob", "1.html");
    }

    @Test
    void aPictureForSomebodyWhoIsAwayWaitsForThem() {
        twilio.write("main", port, "SMp3", PHONE, BOBS, "for bob", twilio.file("bob.png"));
        try (XmppClient bob = lab.login("bob")) {
            bob.awaitXml("from='" + SmsLab.jid(PHONE), "jabber:x:oob");
            bob.awaitXml("for bob");
        }
    }

    @Test
    void aPictureThatCannotBeHadIsSaidToBeMissing() {
        twilio.write("main", port, "SMp2", PHONE, OWN, "another", twilio.file("missing"));
        alice.awaitXml("from='" + SmsLab.jid(PHONE), "another", "404");
    }
}
