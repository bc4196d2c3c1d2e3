package im.isthmus.program.sms;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.program.CommandOutput;
import im.isthmus.program.IrcLab;
import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user of a real Prosody writes text messages, through the whole program. */
@Timeout(120)
class SmsConversationTest {
    private static final XmppSetup SETUP = XmppSetup.standard().withComponents("sms.localhost");
    private static final String FRIEND = "+12025550177@sms.localhost";
    private static final String PUBLIC = "https://sms.example.org/hooks";

    @TempDir Path directory;

    @Test
    void theLoopbackNetworkAnswersWithWhatItWasSent() {
        try (RealProsody prosody = RealProsody.start(SETUP);
                IrcLab _ = IrcLab.run(directory.resolve("sms.toml"), loopback(prosody));
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.send("<presence/>");
            alice.send(message("m1", FRIEND, "hello phone ✓ 😀"));

            alice.awaitXml("<received xmlns='urn:xmpp:receipts' id='m1'", "from='" + FRIEND);
            alice.awaitMessage(FRIEND, "hello phone ✓ 😀");
        }
    }

    @Test
    void whoHasNoNumberIsToldSoAndWrongSpellingsToo() {
        try (RealProsody prosody = RealProsody.start(SETUP);
                IrcLab _ = IrcLab.run(directory.resolve("sms.toml"), loopback(prosody));
                XmppClient bob = XmppClient.login(prosody, "bob")) {
            bob.send(message("m1", FRIEND, "hello"));
            bob.awaitXml("id='m1'", "type='error'", "registration-required", "no number here");

            bob.send(message("m2", "2025550177@sms.localhost", "hello"));
            bob.awaitXml("id='m2'", "<gone", "xmpp:" + FRIEND);
            bob.send(message("m3", "911@sms.localhost", "help"));
            bob.awaitXml("id='m3'", "type='error'", "emergency services");
        }
    }

    @Test
    void aProviderSendsAndReports() throws Exception {
        int port = LoopbackPorts.one();
        try (RealProsody prosody = RealProsody.start(SETUP);
                FakeTwilio twilio = new FakeTwilio();
                IrcLab _ =
                        IrcLab.run(directory.resolve("sms.toml"), twilio(prosody, twilio, port));
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.send("<presence/>");
            alice.send(message("m1", FRIEND, "hello"));
            Await.until("sent", () -> twilio.sent().size() == 1, () -> "");
            FormPairs sent = twilio.sent().getFirst();
            assertThat(sent.get("To")).isEqualTo("+12025550177");
            assertThat(sent.get("From")).isEqualTo("+12025550100");
            assertThat(sent.get("Body")).isEqualTo("hello");

            assertThat(sent.get("StatusCallback")).startsWith(PUBLIC);
            assertThat(twilio.report(1, port, "delivered")).startsWith("200 ");
            alice.awaitXml("<received xmlns='urn:xmpp:receipts' id='m1'");

            alice.send(message("m2", FRIEND, "again"));
            Await.until("sent", () -> twilio.sent().size() == 2, () -> "");
            twilio.report(2, port, "undelivered");
            alice.awaitXml("id='m2'", "type='error'");
        }
    }

    @Test
    void whatComesInIsShownOnce() throws Exception {
        int port = LoopbackPorts.one();
        try (RealProsody prosody = RealProsody.start(SETUP);
                FakeTwilio twilio = new FakeTwilio();
                IrcLab _ =
                        IrcLab.run(directory.resolve("sms.toml"), twilio(prosody, twilio, port));
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.send("<presence/>");
            Map<String, String> first = incoming("SMin", "hi Alice");
            String inbound = webhook("inbound");
            assertThat(twilio.call(inbound, port, first)).endsWith("<Response></Response>");
            alice.awaitMessage(FRIEND, "hi Alice");
            assertThat(twilio.call(inbound, port, first)).startsWith("200 ");
            assertThat(twilio.call(inbound + "x", port, first)).startsWith("404 ");
            twilio.call(inbound, port, incoming("SMin2", "the end"));
            alice.awaitMessage(FRIEND, "the end");

            List<String> seen = alice.stanzas().stream().map(XmppClient::xml).toList();
            assertThat(seen).filteredOn(xml -> xml.contains("hi Alice")).hasSize(1);
        }
    }

    @Test
    void credentialsAreTriedWhereTheAdminWishes() throws Exception {
        Path file = directory.resolve("sms.toml");
        try (RealProsody prosody = RealProsody.start(SETUP);
                FakeTwilio twilio = new FakeTwilio()) {
            Files.writeString(file, twilio(prosody, twilio, LoopbackPorts.one()));
            assertThat(CommandOutput.of("check", file.toString())).doesNotContain("account main");
            assertThat(CommandOutput.of("check", "--credentials", file.toString()))
                    .contains("account main: ok");
            twilio.refuseCredentials(true);
            assertThat(CommandOutput.ofFailing("check", "--credentials", file.toString()))
                    .contains("account main: it answers 401");
        }
    }

    private static Map<String, String> incoming(String id, String body) {
        return Map.of("MessageSid", id, "From", "+12025550177", "To", "+12025550100", "Body", body);
    }

    /** The URL that {@code isthmus check} names. */
    private String webhook(String kind) {
        String text = CommandOutput.of("check", directory.resolve("sms.toml").toString());
        String start = "webhook main " + kind + " ";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text))
                .substring(start.length());
    }

    private static String message(String id, String to, String body) {
        return "<message type='chat' id='"
                + id
                + "' to='"
                + to
                + "'><body>"
                + body
                + "</body><request xmlns='urn:xmpp:receipts'/></message>";
    }

    private static String loopback(RealProsody prosody) {
        return common(prosody)
                + """

                [sms.accounts.trial]
                provider = "loopback"
                numbers = ["+12025550100"]
                """;
    }

    private static String twilio(RealProsody prosody, FakeTwilio twilio, int port) {
        return common(prosody)
                + """

                [sms.webhook]
                listen = "127.0.0.1:%d"
                public-url = "%s"

                [sms.accounts.main]
                provider = "twilio"
                api-url = "http://127.0.0.1:%d"
                account = "%s"
                auth-token = "%s"
                numbers = ["+12025550100"]
                """
                        .formatted(
                                port, PUBLIC, twilio.port(), FakeTwilio.ACCOUNT, FakeTwilio.TOKEN);
    }

    private static String common(RealProsody prosody) {
        return """
        gateway = "sms"

        [component]
        domain = "sms.localhost"
        server = "127.0.0.1:%d"
        secret = "%s"

        [store]
        url = "jdbc:sqlite:sms.sqlite"

        [sms]
        default-region = "US"

        [sms.numbers."+12025550100"]
        owners = ["alice@localhost"]

        [sms.limits]
        messages-per-second = 100
        """
                .formatted(prosody.componentPort(), SETUP.secret());
    }
}
