package im.isthmus.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.util.List;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smackx.commands.AdHocCommand;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.commands.packet.AdHocCommandData;
import org.jivesoftware.smackx.disco.packet.DiscoverItems;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.jivesoftware.smackx.xdata.packet.DataForm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jxmpp.jid.impl.JidCreate;

/** Commands of a user and of an admin, by Smack and in a chat, through a real server. */
@Timeout(120)
class CommandsThroughProsodyTest {
    private static final String ADMIN = "http://jabber.org/protocol/admin#";

    private static final DemoNetwork NETWORK = DemoNetwork.withoutAccounts();
    private static RealProsody prosody;
    private static DemoGateway gateway;

    @BeforeAll
    static void start() {
        prosody =
                RealProsody.start(
                        XmppSetup.standard()
                                .withUsers("alice", "bob", "carol", "admin")
                                .withComponents(DemoGateway.DOMAIN));
        gateway = DemoGateway.behind(prosody, NETWORK);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        prosody.close();
    }

    @Test
    void usersAndAdminsSeeWhatTheyMayRun() throws Exception {
        try (XmppClient alice = XmppClient.login(prosody, "alice");
                XmppClient admin = XmppClient.login(prosody, "admin")) {
            assertThat(nodes(alice)).contains("settings", "language").doesNotContain("sessions");
            assertThat(nodes(admin))
                    .contains("settings", "sessions", ADMIN + "announce", ADMIN + "user-stats");
            assertThatThrownBy(() -> command(alice, "sessions").execute())
                    .isInstanceOf(XMPPErrorException.class)
                    .hasMessageContaining("forbidden");
        }
    }

    @Test
    void aLanguageIsChosenAndSpokenAfterARestartToo() throws Exception {
        try (XmppClient bob = XmppClient.login(prosody, "bob")) {
            AdHocCommand command = command(bob, "language");
            DataForm form = command.execute().getResponse().getForm();
            FillableForm filled = new FillableForm(form);
            filled.setAnswer("language", "de");
            AdHocCommandData done = command.complete(filled.getSubmitForm()).getResponse();
            assertThat(done.getNotes()).hasSize(1);
            gateway.restart();
            assertThat(say(bob, "xyzzy")).startsWith("Ich kenne xyzzy nicht");
        }
    }

    @Test
    void aDisabledUserIsKeptOutUntilEnabledAlsoOverARestart() throws Exception {
        try (XmppClient carol = XmppClient.login(prosody, "carol");
                XmppClient admin = XmppClient.login(prosody, "admin")) {
            assertThat(say(admin, "disable-user carol@localhost")).isEqualTo("Disabled: 1");
            gateway.restart();
            carol.send(
                    "<message type='chat' id='c1' to='ann@demo.localhost'><body>a</body></message>");
            carol.awaitXml("id='c1'", "forbidden", "disabled your account");
            assertThat(say(admin, "enable-user carol@localhost")).isEqualTo("Enabled: 1");
            carol.send(
                    "<message type='chat' id='c2' to='ann@demo.localhost'><body>b</body></message>");
            assertThat(NETWORK.seen(SendMessage.class, sent -> sent.body().equals("b")).body())
                    .isEqualTo("b");
        }
    }

    @Test
    void anAnnouncementReachesWhoIsOnline() throws Exception {
        try (XmppClient alice = XmppClient.login(prosody, "alice");
                XmppClient admin = XmppClient.login(prosody, "admin")) {
            alice.send("<presence to='demo.localhost'/>");
            alice.awaitXml("<presence", "from='demo.localhost'");
            assertThat(say(admin, "online")).contains("alice@localhost");
            AdHocCommand command = command(admin, ADMIN + "announce");
            FillableForm filled = new FillableForm(command.execute().getResponse().getForm());
            filled.setAnswer("announcement", List.of("Down at noon.", "Back at one."));
            filled.setAnswer("subject", "Maintenance");
            command.complete(filled.getSubmitForm());
            alice.awaitXml("from='demo.localhost'", "Maintenance", "Down at noon.");
        }
    }

    @Test
    void anAdminSeesAndEndsSessions() throws Exception {
        try (XmppClient alice = XmppClient.login(prosody, "alice");
                XmppClient admin = XmppClient.login(prosody, "admin")) {
            alice.joinRoom("#tea@demo.localhost", "alice");
            AdHocCommandData sessions = command(admin, "sessions").execute().getResponse();
            assertThat(sessions.getForm().toXML().toString()).contains("alice@localhost");
            assertThat(say(admin, "statistics")).contains("Stanzas received:");
            assertThat(say(admin, "disconnect alice@localhost \"Time for bed\""))
                    .isEqualTo("Ended: 1");
            alice.awaitXml("type='unavailable'", "#tea@demo.localhost", "Time for bed");
        }
    }

    private static List<String> nodes(XmppClient client) throws Exception {
        DiscoverItems items =
                AdHocCommandManager.getInstance(client.smack())
                        .discoverCommands(JidCreate.domainBareFrom(DemoGateway.DOMAIN));
        return items.getItems().stream().map(DiscoverItems.Item::getNode).toList();
    }

    private static AdHocCommand command(XmppClient client, String node) throws Exception {
        return AdHocCommandManager.getInstance(client.smack())
                .getRemoteCommand(JidCreate.domainBareFrom(DemoGateway.DOMAIN), node);
    }

    private static String say(XmppClient client, String text) {
        String thread = java.util.UUID.randomUUID().toString();
        client.send(
                "<message type='chat' to='demo.localhost'><thread>"
                        + thread
                        + "</thread><body>"
                        + XmppClient.escape(text)
                        + "</body></message>");
        return ((org.jivesoftware.smack.packet.Message)
                        client.await(
                                "the gateway's answer to " + text,
                                stanza -> XmppClient.xml(stanza).contains(thread)))
                .getBody();
    }
}
