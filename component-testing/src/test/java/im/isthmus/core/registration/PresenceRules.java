package im.isthmus.core.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.testing.client.XmppClient;
import java.time.Instant;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.Test;

/** The rules of XEP-0100 about logging in and out, one by one. */
abstract class PresenceRules extends RegistrationRules {
    @Test
    void rule10TheFirstPresenceLogsIn() {
        register();
        alice.send("<presence to='" + GATEWAY + "'/>");
        network.seen(AccountAction.LogIn.class);
        alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
    }

    @Test
    void rule10APresenceToAContactLogsInToo() {
        register();
        alice.send("<presence to='" + ANN + "'/>");
        network.seen(AccountAction.LogIn.class);
    }

    @Test
    void rule11TheCurrentPresenceOfContactsIsForwarded() {
        Instant idle = Instant.parse("2026-01-02T03:04:05Z");
        network.contact("ann").shows(new Status(Show.DND, "busy", idle));
        logIn();
        befriend("ann");
        Stanza presence = alice.awaitXml("<presence", "from='" + ANN + "'", "<show>dnd</show>");
        assertThat(XmppClient.xml(presence))
                .contains("<status>busy</status>", "urn:xmpp:idle:1", "2026-01-02T03:04:05");
        assertThat(presence.getFrom().hasResource()).isFalse();
        try (XmppClient phone = XmppClient.login(server, "alice", "phone")) {
            phone.awaitXml("<presence", "from='" + ANN + "'", "<show>dnd</show>");
        }
    }

    @Test
    void rule12LaterPresenceGoesToTheNetwork() {
        logIn();
        alice.send("<presence><show>away</show><status>tea</status></presence>");
        UserAction.ChangeAvailability change =
                network.seen(
                        UserAction.ChangeAvailability.class, seen -> seen.availability().away());
        assertThat(change.availability().text()).isEqualTo("tea");
    }

    @Test
    void rule13AFailedLogInIsAnError() {
        register();
        network.failNext(AccountAction.LogIn.class, new BackendFailure.AuthFailed("Wrong."));
        alice.send("<presence to='" + GATEWAY + "'/>");
        alice.awaitXml("<presence", "type='error'", "not-authorized", "Wrong.");
        alice.send("<presence to='" + GATEWAY + "'><show>away</show></presence>");
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        assertThat(network.all(AccountAction.LogIn.class)).as("no retry").hasSize(1);
        network.failNext(AccountAction.LogIn.class, new BackendFailure.Unreachable("Down."));
        alice.send("<presence to='" + GATEWAY + "' type='unavailable'/>");
        alice.send("<presence to='" + GATEWAY + "'/>");
        alice.awaitXml("<presence", "type='error'", "remote-server-timeout", "Down.");
    }

    @Test
    void whatEndsTheUseOfTheAccountIsSaidByTheGatewayInTheLanguageOfItsUser() {
        logIn();
        alice.send("<presence xml:lang='de'><show>away</show></presence>");
        network.seen(UserAction.ChangeAvailability.class, seen -> seen.availability().away());
        Text why = Text.of("A command begins with the action execute.");
        network.tell(jid(), new AccountEvent.LoggedOut(why, false));
        alice.awaitXml(
                "<presence",
                "<show>xa</show>",
                "from='" + GATEWAY + "'",
                "Ein Befehl beginnt mit der Aktion execute.</status>");
    }

    @Test
    void rule14TheLastResourceThatGoesLogsOut() {
        logIn();
        befriend("ann");
        network.contact("ann").goesOnline();
        alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
        try (XmppClient phone = XmppClient.login(server, "alice", "phone")) {
            phone.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
            alice.send("<presence to='" + GATEWAY + "' type='unavailable'/>");
            alice.awaitXml("type='unavailable'", "from='" + GATEWAY + "'");
            alice.awaitXml("type='unavailable'", "from='" + ANN + "'");
            ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
            assertThat(network.all(AccountAction.LogOut.class)).isEmpty();
        }
        assertThat(network.seen(AccountAction.LogOut.class).forEver()).isFalse();
    }

    @Test
    void rule15UnavailablePresenceToOneContactIsNoLogOut() {
        logIn();
        befriend("ann");
        alice.send("<presence to='" + ANN + "' type='unavailable'/>");
        network.contact("ann").goesOnline();
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        assertThat(network.all(AccountAction.LogOut.class)).isEmpty();
    }

    @Test
    void rule24TheGatewayIsAHostnameWithoutResource() {
        logIn();
        Stanza presence = alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
        assertThat(String.valueOf(presence.getFrom())).isEqualTo(GATEWAY);
    }

    @Test
    void rule28TheGatewayAsksWhoIsThereAndSaysGoodbye() {
        logIn();
        alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
        befriend("ann");
        network.contact("ann").goesOnline();
        alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
        gateway.restart();
        alice.awaitXml("type='unavailable'", "from='" + GATEWAY + "'", "shutting down");
        alice.awaitXml("type='unavailable'", "from='" + ANN + "'");
        alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
        alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
    }

    @Test
    void rule29ProbesAreAnsweredOutOfWhatIsKnown() {
        logIn();
        befriend("ann");
        network.contact("ann").shows(Show.XA, "gone fishing");
        alice.awaitXml("from='" + ANN + "'", "gone fishing");
        try (XmppClient phone = XmppClient.login(server, "alice", "phone")) {
            // The server probes for a resource that comes online (RFC 6121 section 4.2).
            phone.awaitXml("from='" + ANN + "'", "gone fishing");
            phone.awaitXml("from='" + GATEWAY + "'", "Welcome");
        }
    }
}
