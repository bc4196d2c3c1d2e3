package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.isthmus.testing.client.XmppClient;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mails say, as users of Prosody see it, and what they write, as it is in mailboxes. */
abstract class MailContentRules {
    @TempDir static Path directory;

    static EmailLab lab;

    @BeforeAll
    static void start() {
        lab = EmailLab.start(directory, "");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void filesGoBothWays() throws Exception {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.mail(
                    "dave",
                    "alice",
                    """
                    From: Dave <dave@example.test>
                    To: alice=localhost@mail.test
                    Subject: File
                    MIME-Version: 1.0
                    Content-Type: multipart/mixed; boundary=b

                    --b

                    Here it is.
                    --b
                    Content-Type: text/plain; name=notes.txt
                    Content-Disposition: attachment; filename=notes.txt

                    the contents
                    --b--
                    """);
            String message = XmppClient.xml(alice.awaitXml("jabber:x:oob", "notes.txt"));
            String url = message.replaceAll("(?s).*<url>([^<]+)</url>.*", "$1");
            assertThat(url).startsWith("http");

            alice.send(
                    "<message type='chat' id='f1' to='%s'><body>%s</body>"
                                    .formatted(EmailLab.contact("dave"), url)
                            + "<x xmlns='jabber:x:oob'><url>"
                            + url
                            + "</url></x></message>");
            alice.send(
                    "<message type='chat' to='%s'><body>Here they are.</body></message>"
                            .formatted(EmailLab.contact("dave")));
            String mail = lab.awaitMail("dave", "Content-Disposition: attachment");
            assertThat(mail.replace("\r", ""))
                    .contains("notes.txt", "dGhlIGNvbnRlbnRz", "7bit\n\nHere they are.\n");
        }
    }

    @Test
    void theWholeOfATrimmedMailCanBeHad() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.mail(
                    "erin",
                    "alice",
                    "From: erin@example.test\nTo: alice=localhost@mail.test\nSubject: t\n\nnew words\n\n> old words\n");
            alice.awaitMessage(EmailLab.contact("erin"), "new words");
            alice.send(
                    "<iq type='set' id='w1' to='%s'>".formatted(EmailLab.contact("erin"))
                            + "<command xmlns='http://jabber.org/protocol/commands'"
                            + " node='whole' action='execute'/></iq>");
            alice.awaitXml("w1", "completed", "old words");
        }
    }

    @Test
    void stylesAndColoursGoBothWaysForWhoWantsThem() {
        try (XmppClient frank = XmppClient.login(lab.prosody(), "frank")) {
            String html =
                    """
                    From: carol@example.test
                    To: frank=localhost@mail.test
                    Subject: looks
                    MIME-Version: 1.0
                    Content-Type: text/html; charset=utf-8

                    <p style='color: #c00'>Red</p><script>x</script><p>and <b>%s</b></p>
                    """;
            lab.mail("carol", "frank", html.formatted("plain"));
            frank.awaitMessage(EmailLab.contact("carol"), "Red\n\nand plain");

            Forms.submit(frank, EmailLab.DOMAIN, "settings", "looks", "1");
            lab.mail("carol", "frank", html.formatted("bold"));
            frank.awaitXml("<body>looks\n\nRed\n\nand *bold*</body>", "xhtml-im", "color: #cc0000");

            Forms.submit(frank, EmailLab.DOMAIN, "settings", "subjects", "0");
            lab.mail(
                    "carol",
                    "frank",
                    html.formatted(
                            "<a href='https://x.test/a'>here</a></b><ul><li>one<li><i>two</i></ul>"));
            frank.awaitXml(
                    "<body>Red\n\nand *here &lt;https://x.test/a>*\n\n• one\n• _two_</body>",
                    "<strong><a href='https://x.test/a'>here</a></strong></p>",
                    "<ul><li>one</li><li><em>two</em></li></ul>");

            frank.send(
                    """
                    <message type='chat' to='%s'><body>so green and bold</body>
                    <html xmlns='http://jabber.org/protocol/xhtml-im'>
                    <body xmlns='http://www.w3.org/1999/xhtml'><p>so
                    <span style='color: #0a0'>green</span> and <strong>bold</strong></p></body>
                    </html></message>
                    """
                            .formatted(EmailLab.contact("carol")));
            lab.awaitMail("carol", "<strong>bold</strong>", "color: #00aa00", "so green and bold");
        }
    }

    @Test
    void mailsThatOtherProgramsMakeAreReadable() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            odd("winmail", "application/ms-tnef", "base64", winmail());
            alice.awaitXml("from='" + EmailLab.contact("dave"), "Read me in Outlook");
            alice.awaitXml("from='" + EmailLab.contact("dave"), "jabber:x:oob", "plan.txt");
            odd(
                    "calendar",
                    "text/calendar; method=CANCEL",
                    "7bit",
                    "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:Talk\n"
                            + "DTSTART;TZID=Europe/Berlin:20270102T100000\nEND:VEVENT\nEND:VCALENDAR");
            alice.awaitXml("Cancelled: Talk, 2027-01-02 10:00 Europe/Berlin");
            odd(
                    "encrypted",
                    "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b",
                    "7bit",
                    """
                    --b
                    Content-Type: application/pgp-encrypted

                    Version: 1
                    --b
                    Content-Type: application/octet-stream; name=encrypted.asc

                    -----BEGIN PGP MESSAGE-----
                    --b--\
                    """);
            alice.awaitXml("[This mail is encrypted; open it with");
            alice.awaitXml("jabber:x:oob", "encrypted.asc");
            odd(
                    "signed",
                    "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b",
                    "7bit",
                    "--b\n\nI swear\n--b\nContent-Type: application/pkcs7-signature;"
                            + " name=smime.p7s\n\nAAAA\n--b--");
            alice.awaitXml("I swear", "[This mail is signed; the signature was not checked.]");
        }
    }

    private static void odd(String subject, String type, String encoding, String body) {
        lab.mail(
                "dave",
                "alice",
                """
                From: dave@example.test
                To: alice=localhost@mail.test
                Subject: %s
                MIME-Version: 1.0
                Content-Type: %s
                Content-Transfer-Encoding: %s

                %s
                """
                        .formatted(subject, type, encoding, body));
    }

    /** MS-OXTNEF: a body, the title of a file, and its bytes. */
    private static String winmail() {
        ByteBuffer out = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x223e9f78).putShort((short) 1);
        attribute(out, 1, 0x0002800c, "Read me in Outlook\0");
        attribute(out, 2, 0x00069002, "xxxx");
        attribute(out, 2, 0x00018010, "plan.txt\0");
        attribute(out, 2, 0x0006800f, "abc");
        return Base64.getMimeEncoder()
                .encodeToString(Arrays.copyOf(out.array(), out.position()))
                .replace("\r", "");
    }

    private static void attribute(ByteBuffer out, int level, int id, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        out.put((byte) level).putInt(id).putInt(bytes.length).put(bytes).putShort((short) 0);
    }

    @Test
    void aMailingListComesAsItsReaderWantsAndIsLeftByMailAndByWeb() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer web = MailingListTest.web(calls);
        String contact = "tea.lists.test@" + EmailLab.DOMAIN;
        try (XmppClient gina = XmppClient.login(lab.prosody(), "gina")) {
            post("List-Unsubscribe: <mailto:carol@example.test?subject=leave%20tea>\n", "first");
            gina.awaitXml(contact, "dave@example.test:\nfirst");
            Forms.submit(gina, contact, "list", "delivery", "digest");
            post("", "second");
            gina.awaitXml(contact, "1 mail\n\ntea\ndave@example.test: second");

            Forms.submit(gina, contact, "list", "delivery", "away");
            post("", "third");
            gina.awaitXml(contact, "dave@example.test:\nthird");
            gina.send("<presence><show>away</show></presence>");
            Forms.submit(gina, contact, "list", "delivery", "away"); // comes behind the presence
            post("", "fourth");
            gina.awaitXml(contact, "1 mail\n\ntea\ndave@example.test: fourth");

            Forms.submit(gina, contact, "list", "delivery", "muted");
            post("List-Unsubscribe: <mailto:carol@example.test?subject=leave%20tea>\n", "fifth");
            lab.mail("dave", "gina", mail("dave", "gina=localhost@mail.test", "not by the list"));
            gina.awaitMessage(EmailLab.contact("dave"), "not by the list");
            assertThat(gina.stanzas().stream().map(XmppClient::xml))
                    .noneMatch(xml -> xml.contains("fifth"));

            Forms.submit(gina, contact, "unsubscribe", "confirm", "1");
            lab.awaitMail("carol", "Subject: leave tea", "From: gina=localhost@mail.test");
            Forms.submit(gina, contact, "list", "delivery", "each");
            String url = "http://localhost:" + web.getAddress().getPort() + "/leave";
            post(MailingListTest.leavable(url), "sixth");
            gina.awaitXml(contact, "sixth");
            Forms.submit(gina, contact, "unsubscribe", "confirm", "1");
            assertThat(calls.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("POST List-Unsubscribe=One-Click");
        } finally {
            web.stop(0);
        }
    }

    private static void post(String more, String text) {
        lab.mail(
                "dave",
                "gina",
                more
                        + "List-Id: <tea.lists.test>\n"
                        + mail("dave", "tea@lists.test", text)
                                .replace("Subject: " + text, "Subject: tea"));
    }

    static void say(XmppClient who, String id, String to, String text) {
        who.send(
                "<message type='chat' id='%s' to='%s'><body>%s</body></message>"
                        .formatted(id, EmailLab.contact(to), text));
    }

    static String mail(String from, String to, String text) {
        return "From: %s@example.test\nTo: %s\nSubject: %s\n\n%s\n".formatted(from, to, text, text);
    }
}
