package im.isthmus.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.util.UUID;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smackx.commands.AdHocCommand;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.commands.packet.AdHocCommandData;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jxmpp.jid.impl.JidCreate;

/** The life of an account in commands, typed and by Smack, through a real server. */
@Timeout(180)
class UserCommandsThroughProsodyTest {
    private final DemoNetwork network = DemoNetwork.withAccounts();
    private final XmppSetup setup =
            XmppSetup.standard().withUsers("alice", "admin").withComponents(DemoGateway.DOMAIN);

    @Test
    void everythingCanBeTypedFromTheFirstWordToTheLast() {
        network.contact("ann").isListed("Ann Example").goesOnline();
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway _ = DemoGateway.behind(prosody, network);
                XmppClient alice = XmppClient.login(prosody, "alice");
                XmppClient admin = XmppClient.login(prosody, "admin")) {
            assertThat(say(alice, "contacts")).isEqualTo("Register first.");
            assertThat(say(alice, "register")).contains("Name?");
            assertThat(say(alice, "alice")).isEqualTo("Password?");
            assertThat(say(alice, "wrong")).doesNotContain("You are registered");
            assertThat(say(alice, "register alice " + DemoNetwork.PASSWORD))
                    .isEqualTo("You are registered.");
            alice.send("<presence to='demo.localhost'/>");
            network.seen(AccountAction.LogIn.class);
            assertThat(say(admin, "users")).contains("alice@localhost");
            assertThat(say(admin, "user alice@localhost")).contains("Registered: true");
            assertThat(say(alice, "export")).contains("alice").doesNotContain(DemoNetwork.PASSWORD);
            assertThat(say(alice, "erase")).contains("no way back", "yes or no");
            assertThat(say(alice, "yes")).isEqualTo("Everything about you is erased.");
            assertThat(say(admin, "users")).isEqualTo("There is nobody.");
            assertThat(say(alice, "export")).doesNotContain("account");
        }
    }

    @Test
    void contactsAreListedAndPutIntoTheRosterAgain() {
        network.contact("ann").isListed("Ann Example").goesOnline();
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway _ = DemoGateway.behind(prosody, network);
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            say(alice, "register alice " + DemoNetwork.PASSWORD);
            alice.send("<presence/>");
            alice.send("<presence to='demo.localhost'/>");
            alice.awaitXml("<presence", "from='ann@demo.localhost'");
            assertThat(say(alice, "contacts"))
                    .contains("Contacts: 1", "ann@demo.localhost | Ann Example | online");
            assertThat(say(alice, "sync")).isEqualTo("Contacts on their way into your roster: 1");
            assertThat(say(alice, "unregister")).contains("yes or no");
            assertThat(say(alice, "yes")).isEqualTo("You are no longer registered.");
            assertThat(say(alice, "contacts")).isEqualTo("Register first.");
        }
    }

    @Test
    void smackRegistersByAForm() throws Exception {
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway _ = DemoGateway.behind(prosody, network);
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            AdHocCommand command =
                    AdHocCommandManager.getInstance(alice.smack())
                            .getRemoteCommand(
                                    JidCreate.domainBareFrom(DemoGateway.DOMAIN), "register");
            FillableForm form = new FillableForm(command.execute().getResponse().getForm());
            form.setAnswer("username", "alice");
            form.setAnswer("password", DemoNetwork.PASSWORD);
            form.setAnswer("loud", true);
            AdHocCommandData done = command.complete(form.getSubmitForm()).getResponse();
            assertThat(done.getNotes().getFirst().getValue()).isEqualTo("You are registered.");
        }
    }

    private static String say(XmppClient client, String text) {
        String thread = UUID.randomUUID().toString();
        client.send(
                "<message type='chat' to='demo.localhost'><thread>"
                        + thread
                        + "</thread><body>"
                        + XmppClient.escape(text)
                        + "</body></message>");
        Message answer =
                (Message)
                        client.await(
                                "the gateway's answer to " + text,
                                stanza -> XmppClient.xml(stanza).contains(thread));
        return answer.getBody();
    }
}
