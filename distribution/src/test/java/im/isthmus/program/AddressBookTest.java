package im.isthmus.program;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.RosterItem;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.FakeCardDav;
import im.isthmus.testing.mail.RelaySetup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
