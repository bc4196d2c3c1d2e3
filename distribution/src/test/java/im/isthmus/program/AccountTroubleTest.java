package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.FakeCardDav;
import im.isthmus.testing.real.RealDnsmasq;
import im.isthmus.testing.real.RealDovecot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail servers that can little, are away or let nobody in, and accounts that change or end. */
@Timeout(180)
class AccountTroubleTest extends AccountScenario {
    private static final String CAROL = AccountLab.contact("carol");

    /** All that Dovecot can but to tell by itself (RFC 2177) and to count changes (RFC 7162). */
    private static final String ONLY_ASKED =
            "imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS MOVE SPECIAL-USE";

    private static boolean changed;

    @AfterEach
    void asItWas() {
        if (changed) {
            configure("");
            changed = false;
        }
    }

    private static void configure(String settings) {
        lab.dovecot().restartWith(settings);
        changed = true;
        Await.until("Postfix finds Dovecot too", () -> lab.canLogInToSend("bob"));
    }

    @Test
    void aServerThatTellsNothingByItselfIsAsked() throws Exception {
        configure(ONLY_ASKED);
        try (XmppClient grace = XmppClient.login(lab.prosody(), "grace")) {
            AccountLab.register(grace, "grace");
            grace.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            grace.send("<iq type='set' id='cc'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
            grace.awaitXml("id='cc'", "type='result'");

            lab.mail("carol", "grace", "p1", "Found by asking");
            grace.awaitMessage(CAROL, "Found by asking");
            try (OpenMailbox other = lab.mailbox("grace")) {
                assertThat(other.canIdle()).isFalse();
                other.select("INBOX");
                other.flag(List.of(1L), "\\Seen", true);
                grace.awaitXml("<displayed", CAROL);
            }

            lab.mail("carol", "grace", "p2", "Found by asking again");
            String second = XmppClient.xml(grace.awaitMessage(CAROL, "Found by asking again"));
            grace.send(
                    "<message type='chat' to='%s'><displayed xmlns='urn:xmpp:chat-markers:0' id='%s'/></message>"
                            .formatted(CAROL, AccountLab.id(second)));
            Await.until("seen there too", () -> lab.dovecot().isSeen("grace", "Message-ID: <p2@"));
            assertThat(AccountLab.count(grace, "Found by asking")).isEqualTo(2);

            AccountLab.command(grace, "u1", AccountLab.DOMAIN, "folders");
            grace.awaitXml("id='u1'", "completed", "Archive");
        }
    }

    @Test
    void whoIsLetInNoMoreIsTriedThreeTimesAndToldOnce() {
        try (XmppClient heidi = XmppClient.login(lab.prosody(), "heidi")) {
            AccountLab.register(heidi, "heidi");
            heidi.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            heidi.send("<presence xml:lang='de'/>");
            heidi.send("<presence xml:lang='de' to='%s'/>".formatted(AccountLab.DOMAIN));

            lab.dovecot().changePassword("heidi", "other");
            heidi.awaitXml("<presence", "<show>xa</show>", "Der Mailserver lehnt ab");
            heidi.awaitXml("<presence", "<show>xa</show>", "Der Server sagte");
            heidi.awaitXml("<message", "Ihr Mailkonto lässt das Gateway nicht mehr ein");
            assertThat(AccountLab.count(heidi, "Ihr Mailkonto")).isEqualTo(1);

            AccountLab.send(heidi, "h2", "heidi", "other", "");
            heidi.awaitXml("id='h2'", "type='result'");
            lab.mail("carol", "heidi", "h1", "With the new password");
            heidi.awaitMessage(CAROL, "With the new password");
        } finally {
            lab.dovecot().changePassword("heidi", RealDovecot.PASSWORD);
        }
    }

    @Test
    void aServerThatIsAwayIsToldOfOnceAndWhenItIsBack() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            AccountLab.register(alice, "alice");
            alice.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            alice.send("<presence xml:lang='de' to='%s'/>".formatted(AccountLab.DOMAIN));
            lab.dovecot().stop();
            alice.awaitXml("<presence", "<show>xa</show>", "Der Mailserver antwortet nicht");
            alice.awaitXml("<message", "Ihr Mailkonto ist nicht zu erreichen");
            lab.dovecot().restart();
            alice.awaitXml("<message", "Ihr Mailkonto geht wieder");
            assertThat(AccountLab.count(alice, "nicht zu erreichen")).isEqualTo(1);
            Await.until("Postfix finds Dovecot too", () -> lab.canLogInToSend("bob"));
        }
    }

    @Test
    void anAccountChangesOnlyIfTheOtherOneWorks() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            AccountLab.register(bob, "bob");
            bob.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            AccountLab.send(bob, "b1", "dave", "wrong", "");
            bob.awaitXml("id='b1'", "type='error'");
            lab.mail("carol", "bob", "b1", "To the account of before");
            bob.awaitMessage(CAROL, "To the account of before");

            lab.mail("carol", "dave", "b0", "Before bob had this account");
            lab.awaitMail("dave", "Before bob had this account");
            AccountLab.send(bob, "b2", "dave", RealDovecot.PASSWORD, "");
            bob.awaitXml("id='b2'", "type='result'");
            lab.mail("carol", "dave", "b2", "To the other account");
            bob.awaitMessage(CAROL, "To the other account");
            assertThat(AccountLab.count(bob, "Before bob had")).isZero();
            Await.until("the first one is left", () -> !lab.dovecot().isInUse("bob"));

            bob.send(
                    "<message type='chat' id='w1' to='%s'><body>By the other account</body></message>"
                            .formatted(CAROL));
            lab.awaitMail("carol", "By the other account", "dave Example <dave@example.test>");
            nothingIsLeftOfAnAccountThatIsGivenUp(bob);
        }
    }

    private static void nothingIsLeftOfAnAccountThatIsGivenUp(XmppClient bob) {
        try (FakeCardDav book = new FakeCardDav("me", "secret", true)) {
            AccountLab.command(bob, "a1", AccountLab.DOMAIN, "address-book");
            String form = XmppClient.xml(bob.awaitXml("id='a1'", "<command"));
            AccountLab.answer(
                    bob,
                    "a2",
                    "address-book",
                    form,
                    field("url", book.url()) + field("name", "me") + field("password", "secret"));
            bob.awaitXml("id='a2'", "completed");
            assertThat(lab.rows("email_book", "bob")).isEqualTo(1);
        }
        Await.until("carol is a contact", () -> bob.rosterItem(CAROL) != null);
        AccountLab.command(bob, "d1", AccountLab.DOMAIN, "unregister");
        String form = XmppClient.xml(bob.awaitXml("id='d1'", "<command"));
        AccountLab.answer(bob, "d2", "unregister", form, field("confirm", "1"));
        bob.awaitXml("id='d2'", "no longer registered");
        Await.until("out of the mailbox", () -> !lab.dovecot().isInUse("dave"));
        Await.until("out of the roster", () -> bob.rosterItem(CAROL) == null);
        Await.until("forgotten", () -> lab.rows("email_account", "bob") == 0);
        assertThat(lab.rows("email_cursor", "bob")).isZero();
        Await.until("the address book too", () -> lab.rows("email_book", "bob") == 0);
    }

    @Test
    void anAccountChangesAndEndsWhileItsUserIsOffline() {
        try (XmppClient erin = XmppClient.login(lab.prosody(), "erin")) {
            AccountLab.send(erin, "o1", "erin", RealDovecot.PASSWORD, "");
            erin.awaitXml("id='o1'", "type='result'");
            Await.until("it is watched", () -> lab.dovecot().isInUse("erin"));
            AccountLab.send(erin, "o2", "grace", RealDovecot.PASSWORD, "");
            erin.awaitXml("id='o2'", "type='result'");
            Await.until("the other one is watched", () -> !lab.dovecot().isInUse("erin"));
            lab.mail("carol", "grace", "o3", "To erin, who shows no presence");
            erin.awaitMessage(CAROL, "To erin, who shows no presence");
            erin.send(
                    "<iq type='set' id='o4' to='%s'><query xmlns='jabber:iq:register'><remove/></query></iq>"
                            .formatted(AccountLab.DOMAIN));
            erin.awaitXml("id='o4'", "type='result'");
            Await.until("forgotten", () -> lab.rows("email_account", "erin") == 0);
        }
    }

    @Test
    void bothWaysOfProvingATokenAreKnown() {
        configure("auth_mechanisms = plain login xoauth2");
        try (XmppClient frank = XmppClient.login(lab.prosody(), "frank")) {
            AccountLab.send(frank, "f1", "frank", RealDovecot.PASSWORD, "");
            frank.awaitXml("id='f1'", "type='result'");
            lab.signIn().givesFor(60);
            lab.signIn(frank, "frank@example.test");
            lab.dovecot().changePassword("frank", "other"); // which is needed no more
            frank.send("<presence to='%s'/>".formatted(AccountLab.DOMAIN));
            isReadAndWritten(frank, "with XOAUTH2");

            int before = lab.signIn().given();
            isReadAndWritten(frank, "with a token that was about to expire");
            assertThat(lab.signIn().given()).isGreaterThan(before);

            lab.signIn().givesFor(3600);
            configure("auth_mechanisms = plain login oauthbearer");
            isReadAndWritten(frank, "with OAUTHBEARER");
            lab.signIn().expire();
            isReadAndWritten(frank, "though the provider knows the token no more");
        } finally {
            lab.dovecot().changePassword("frank", RealDovecot.PASSWORD);
        }
    }

    private static void isReadAndWritten(XmppClient user, String how) {
        lab.mail("carol", "frank", how.replace(' ', '.'), "Read " + how + ".");
        user.awaitMessage(CAROL, "Read " + how + ".");
        user.send(
                "<message type='chat' id='%s' to='%s'><body>Written %s.</body></message>"
                        .formatted(how.length(), CAROL, how));
        lab.awaitMail("carol", "Written " + how + ".", "frank@example.test");
    }

    @Test
    void theDnsIsAskedForTheServersAndTheUserForThoseOfOthers() {
        String imap = "localhost:" + lab.dovecot().imapsPort();
        String smtp = "localhost:" + lab.postfix().submissionPort();
        try (RealDnsmasq dns =
                        RealDnsmasq.start(
                                "_imaps._tcp.found.test," + imap.replace(':', ','),
                                "_submission._tcp.found.test," + smtp.replace(':', ','));
                XmppClient judy = XmppClient.login(lab.prosody(), "judy")) {
            System.setProperty("java.naming.provider.url", dns.url());
            String fields =
                    field("email", "judy@found.test") + field("username", "grace@example.test");
            AccountLab.sendFields(judy, "j1", fields);
            judy.awaitXml("id='j1'", "type='error'", "IMAP server", "is tls://" + imap);
            fields += field("imap", "tls://" + imap);
            AccountLab.sendFields(judy, "j2", fields);
            judy.awaitXml("id='j2'", "type='error'", "SMTP server", "is starttls://" + smtp);
            fields += field("smtp", "starttls://" + smtp);
            AccountLab.sendFields(judy, "j3", fields);
            judy.awaitXml("id='j3'", "type='result'");
            lab.mail("carol", "grace", "j4", "To judy at found.test");
            judy.awaitMessage(CAROL, "To judy at found.test");
        } finally {
            System.clearProperty("java.naming.provider.url");
        }
    }

    private static String field(String name, String value) {
        return "<field var='%s'><value>%s</value></field>".formatted(name, value);
    }
}
