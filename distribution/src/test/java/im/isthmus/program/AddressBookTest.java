package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.RosterItem;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.FakeCardDav;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.real.RealRadicale;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is in a user's address book is a contact, as long as they are. */
@Timeout(120)
class AddressBookTest {
    @TempDir static Path directory;

    private static RelayLab lab;

    @BeforeAll
    static void start() {
        String others = "[email.contacts]\nread-address-books = \"200ms\"";
        lab = RelayLab.start(directory, RelaySetup.standard(), "", others);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({"alice,true", "bob,false"})
    void peopleComeChangeAndGoWithTheirCards(String user, boolean serverKnowsSync) {
        try (FakeCardDav server = new FakeCardDav("me", "secret", serverKnowsSync);
                XmppClient client = XmppClient.login(lab.prosody(), user)) {
            server.put("1.vcf", card("Eve Smith", "eve@outside.test"));
            server.put("2.vcf", card("Fay", "fay@outside.test"));
            tell(client, "t1", server.url(), "wrong");
            client.awaitXml("id='t1'", "could not be read", "refuses that name and password");

            tell(client, "t2", server.url(), "secret");
            client.awaitXml("id='t2'", "completed", "There are 2 people in it.");
            Await.until("eve", () -> is(client, "eve", "Eve Smith"));
            Await.until("fay", () -> is(client, "fay", "Fay"));
            client.await(
                    "eve is there",
                    stanza ->
                            RelayLab.contact("eve").equals("" + stanza.getFrom())
                                    && XmppClient.xml(stanza).startsWith("<presence")
                                    && !XmppClient.xml(stanza).contains("type="));

            server.put("1.vcf", card("Eve Miller", "eve@outside.test"));
            server.remove("2.vcf");
            Await.until("the new name", () -> is(client, "eve", "Eve Miller"));
            Await.until("fay gone", () -> client.rosterItem(RelayLab.contact("fay")) == null);

            tell(client, "t3", "", "");
            client.awaitXml("id='t3'", "completed", "No address book is used.");
            Await.until("eve gone", () -> client.rosterItem(RelayLab.contact("eve")) == null);
        }
    }

    @Test
    void aCardThatIsTooLargeIsNotAskedForAgainUntilItChanges() {
        try (FakeCardDav server = new FakeCardDav("me", "secret", false);
                XmppClient client = XmppClient.login(lab.prosody(), "alice")) {
            server.put("1.vcf", card("Ike", "ike@outside.test"));
            server.put("2.vcf", card("Kim", "kim@outside.test") + "x".repeat(9 << 20));
            tell(client, "l1", server.url(), "secret");
            client.awaitXml("id='l1'", "completed");
            server.put("3.vcf", card("Jo", "jo@outside.test"));
            Await.until("jo", () -> is(client, "jo", "Jo"));
            int asked = server.read("2.vcf");

            server.put("4.vcf", card("Lee", "lee@outside.test"));
            Await.until("lee", () -> is(client, "lee", "Lee"));
            assertThat(server.read("2.vcf")).isEqualTo(asked);

            server.put("2.vcf", card("Kim", "kim@outside.test"));
            Await.until("kim", () -> is(client, "kim", "Kim"));
        }
    }

    @Test
    void aUsersBooksAreReadOneAfterTheOther() throws Exception {
        // The system takes connections to it, and nobody answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                FakeCardDav server = new FakeCardDav("me", "secret", true);
                XmppClient client = XmppClient.login(lab.prosody(), "bob")) {
            tell(client, "s1", "http://localhost:" + silent.getLocalPort() + "/book/", "secret");
            try (Socket asked = silent.accept()) {
                tell(client, "s2", server.url(), "secret");
                tell(client, "s3", "no address", "");
                client.awaitXml("id='s3'", "That is no web address.");
                assertThat(asked.isClosed()).isFalse();
            }
            client.awaitXml("id='s2'", "completed", "There are 0 people in it.");
            List<String> answers =
                    client.stanzas().stream()
                            .map(XmppClient::xml)
                            .filter(xml -> xml.matches("(?s)<iq .*id='s[12]'.*"))
                            .toList();
            assertThat(answers.getFirst()).contains("id='s1'", "could not be read");
            tell(client, "s4", "", "");
            client.awaitXml("id='s4'", "No address book is used.");
        }
    }

    @Test
    void aRealServersBookIsFollowedWithItsPhotos() throws Exception {
        try (RealRadicale server = RealRadicale.start("me", "secret");
                XmppClient client = XmppClient.login(lab.prosody(), "alice")) {
            server.put("1.vcf", card("1", "Gil Smith", "gil@outside.test", photo(64)));
            server.put("2.vcf", card("2", "Hal", "hal@outside.test", ""));
            tell(client, "r1", server.url(), "wrong");
            client.awaitXml("id='r1'", "could not be read", "refuses that name and password");
            tell(client, "r2", server.url(), "secret");
            client.awaitXml("id='r2'", "completed", "There are 2 people in it.");
            Await.until("gil", () -> is(client, "gil", "Gil Smith"));
            Await.until("hal", () -> is(client, "hal", "Hal"));
            String first = awaitPhoto(client, "");

            server.put("3.vcf", card("3", "Ida", "ida@outside.test", ""));
            Await.until("a new card", () -> is(client, "ida", "Ida"));
            server.put("1.vcf", card("1", "Gil Miller", "gil@outside.test", photo(32)));
            Await.until("the new name", () -> is(client, "gil", "Gil Miller"));
            awaitPhoto(client, first);
            server.remove("2.vcf");
            Await.until("hal gone", () -> client.rosterItem(RelayLab.contact("hal")) == null);

            server.restart();
            server.put("2.vcf", card("2", "Hal again", "hal@outside.test", ""));
            Await.until("hal is back", () -> is(client, "hal", "Hal again"));
            server.put("1.vcf", card("1", "Gil Miller", "gil@outside.test", ""));
            client.await(
                    "no photo",
                    stanza ->
                            RelayLab.contact("gil").equals("" + stanza.getFrom())
                                    && XmppClient.xml(stanza).contains("<photo></photo>"));
        }
    }

    /** Waits for the hash of a photo of gil that is not this one. */
    private static String awaitPhoto(XmppClient client, String other) {
        Stanza shown =
                client.await(
                        "gil's photo",
                        stanza ->
                                RelayLab.contact("gil").equals("" + stanza.getFrom())
                                        && XmppClient.xml(stanza)
                                                .matches(
                                                        "(?s).*<photo>(?!"
                                                                + (other.isEmpty() ? "<" : other)
                                                                + ")[0-9a-f]{40}</photo>.*"));
        return XmppClient.xml(shown).replaceAll("(?s).*<photo>(\\w+)<.*", "$1");
    }

    private static String photo(int size) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB), "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private static String card(String uid, String name, String address, String photo) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nN:%s;;;;\r\nFN:%s\r\nEMAIL:%s\r\n%sEND:VCARD\r\n"
                .formatted(
                        uid,
                        name,
                        name,
                        address,
                        photo.isEmpty() ? "" : "PHOTO;ENCODING=b;TYPE=PNG:" + photo + "\r\n");
    }

    private static boolean is(XmppClient client, String user, String name) {
        RosterItem item = client.rosterItem(RelayLab.contact(user));
        return item != null && name.equals(item.name());
    }

    private static String card(String name, String address) {
        return "BEGIN:VCARD\nVERSION:4.0\nFN:%s\nEMAIL;TYPE=home:%s\nEND:VCARD\n"
                .formatted(name, address);
    }

    private static void tell(XmppClient client, String id, String url, String password) {
        String first = id + "-ask";
        client.send(
                "<iq type='set' id='%s' to='%s'>".formatted(first, RelayLab.DOMAIN)
                        + "<command xmlns='http://jabber.org/protocol/commands'"
                        + " node='address-book' action='execute'/></iq>");
        String form = XmppClient.xml(client.awaitXml("id='" + first + "'", "executing"));
        client.send(
                """
                <iq type='set' id='%s' to='%s'>
                <command xmlns='http://jabber.org/protocol/commands' node='address-book'
                sessionid='%s' action='complete'><x xmlns='jabber:x:data' type='submit'>
                <field var='url'><value>%s</value></field>
                <field var='name'><value>me</value></field>
                <field var='password'><value>%s</value></field></x></command></iq>
                """
                        .formatted(
                                id,
                                RelayLab.DOMAIN,
                                form.replaceAll("(?s).*sessionid='([^']+)'.*", "$1"),
                                url,
                                password));
    }
}
