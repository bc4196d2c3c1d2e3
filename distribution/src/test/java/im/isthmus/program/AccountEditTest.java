package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealDovecot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user registered with is changed, by registering again and by command. */
@Timeout(180)
class AccountEditTest extends AccountScenario {
    private static final String CAROL = AccountLab.contact("carol");

    /** As a disk that is full just when the core stores the password. */
    private static final String BREAK =
            "CREATE TRIGGER broken BEFORE INSERT ON account_field"
                    + " BEGIN SELECT RAISE(ABORT, 'injected'); END";

    /** How a user changes it; returns what the gateway answers. */
    private interface Edit {
        String change(XmppClient user, String id, String fields);
    }

    @Test
    void byRegisteringAgain() {
        edits("alice", AccountEditTest::again);
    }

    @Test
    void byCommand() {
        edits("bob", AccountEditTest::command);
    }

    private static void edits(String name, Edit edit) {
        try (XmppClient user = XmppClient.login(lab.prosody(), name)) {
            AccountLab.register(user, name);
            user.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            String address = field("email", name + "@example.test");

            String wrong = edit.change(user, "e1", address + field("password", "wrong"));
            assertThat(wrong).contains("does not accept this name and password");
            String nowhere = edit.change(user, "e2", address + field("imap", "localhost:143"));
            assertThat(nowhere).contains("The IMAP server localhost:143 cannot be reached");
            String inside = edit.change(user, "e3", address + field("smtp", "127.0.0.1:143"));
            assertThat(inside).contains("private network");
            assertThat(edit.change(user, "e4", field("email", "nobody")))
                    .contains("This is no mail address: nobody");
            works(user, name, "with what was registered first", name + " Example");

            String other = field("imap", "tls://localhost:" + lab.dovecot().imapsPort());
            String seen = field("name", "Somebody Else");
            assertThat(edit.change(user, "e5", address + other + seen)).doesNotContain("error");
            works(user, name, "by a server that the user named", "Somebody Else");

            lab.dovecot().changePassword(name, "other");
            assertThat(edit.change(user, "e6", address + field("password", "other")))
                    .doesNotContain("error");
            works(user, name, "with another password", name + "@example.test");
        }
    }

    private static void works(XmppClient user, String name, String how, String from) {
        String id = how.replace(' ', '.') + '.' + name;
        lab.mail("carol", name, id, "Read " + how);
        user.awaitMessage(CAROL, "Read " + how);
        user.send(
                "<message type='chat' id='%s' to='%s'><body>%s writes %s</body></message>"
                        .formatted(id, CAROL, name, how));
        lab.awaitMail("carol", name + " writes " + how, from);
        assertThat(AccountLab.count(user, "Read " + how)).isEqualTo(1);
    }

    private static String again(XmppClient user, String id, String fields) {
        AccountLab.sendFields(user, id, withPassword(fields, ""));
        return XmppClient.xml(user.awaitXml("<iq", "id='" + id + "'"));
    }

    private static String command(XmppClient user, String id, String fields) {
        AccountLab.command(user, id + "-ask", AccountLab.DOMAIN, "register");
        String form = XmppClient.xml(user.awaitXml("id='" + id + "-ask'", "<command"));
        assertThat(form).contains("@example.test").doesNotContain(RealDovecot.PASSWORD + "<");
        AccountLab.answer(user, id, "register", form, withPassword(fields, ""));
        return XmppClient.xml(user.awaitXml("<iq", "id='" + id + "'"));
    }

    /** One that is left empty stays what it was. */
    private static String withPassword(String fields, String password) {
        return fields.contains("'password'") ? fields : fields + field("password", password);
    }

    @Test
    void whatCannotBeStoredChangesNothing() {
        try (XmppClient erin = XmppClient.login(lab.prosody(), "erin")) {
            AccountLab.register(erin, "erin");
            erin.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            lab.dovecot().changePassword("dave", "of dave");
            lab.change(BREAK);
            AccountLab.send(erin, "e1", "dave", "of dave", "");
            erin.awaitXml("id='e1'", "type='error'", "internal-server-error");
            works(erin, "erin", "though nothing can be stored", "erin@example.test");

            lab.stop();
            lab.change("DROP TRIGGER broken");
            lab.resume();
            erin.send("<presence to='%s'/>".formatted(AccountLab.DOMAIN));
            works(erin, "erin", "after the end in the middle of a change", "erin@example.test");

            AccountLab.send(erin, "e2", "dave", "of dave", "");
            erin.awaitXml("id='e2'", "type='result'");
            works(erin, "dave", "once it can be stored", "dave@example.test");
            Await.until("the first one is left", () -> !lab.dovecot().isInUse("erin"));
        }
    }

    private static String field(String name, String value) {
        return "<field var='%s'><value>%s</value></field>".formatted(name, value);
    }
}
