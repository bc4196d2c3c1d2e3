package im.isthmus.core.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.AccountAction.VerifyAccount;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Content;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.legacy.Held;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.Test;

/** The rules of XEP-0100 about registering, one by one. */
abstract class RegistrationRules extends GatewayScenario {
    @Test
    void rule01ServiceDiscoveryNamesTheGatewayAndItsFeatures() {
        String info = ask("get", GATEWAY, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
        assertThat(info)
                .contains("category='gateway'", "type='demo'", REGISTER, "jabber:iq:gateway");
    }

    @Test
    void rule02TheFieldsToRegisterWithAreTold() {
        String fields = ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>");
        assertThat(fields)
                .contains("<instructions>", "username", "password", "jabber:x:data", "colour")
                .doesNotContain("<registered");
        assertThat(fields.substring(0, fields.indexOf("jabber:x:data")))
                .as("no field of our own among the plain ones")
                .doesNotContain("colour");
    }

    @Test
    void rule03CredentialsAreVerifiedBeforeTheAnswer() {
        assertThat(register("alice", "wrong")).contains("type='error'", "not-acceptable");
        assertThat(network.seen(AccountAction.VerifyAccount.class).fields().get("username"))
                .isEqualTo("alice");
        network.failNext(
                AccountAction.VerifyAccount.class, new BackendFailure.Unreachable("It is down."));
        assertThat(register("alice", DemoNetwork.PASSWORD)).contains("remote-server-timeout");
        assertThat(register("", DemoNetwork.PASSWORD)).contains("not-acceptable", "missing");
        assertThat(ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>"))
                .doesNotContain("<registered");
        assertThat(register("alice", DemoNetwork.PASSWORD)).contains("type='result'");
    }

    @Test
    void rule03ADataFormWinsOverPlainFields() {
        String answer =
                ask(
                        "set",
                        GATEWAY,
                        "<query xmlns='jabber:iq:register'><username>not me</username>"
                                + "<x xmlns='jabber:x:data' type='submit'>"
                                + field("FORM_TYPE", REGISTER)
                                + field("username", "alice")
                                + field("password", DemoNetwork.PASSWORD)
                                + field("colour", "blue")
                                + field("loud", "true")
                                + "</x></query>");
        assertThat(answer).contains("type='result'");
        var fields = network.seen(AccountAction.VerifyAccount.class).fields();
        assertThat(fields.get("username")).isEqualTo("alice");
        assertThat(fields.get("colour")).isEqualTo("blue");
        assertThat(fields.get("loud")).isEqualTo("1");
    }

    @Test
    void rule04WhatComesDuringVerificationWaitsForTheLogIn() {
        Held verifying = network.holdNext(AccountAction.VerifyAccount.class);
        alice.send(registration("r4", "alice", DemoNetwork.PASSWORD));
        network.seen(AccountAction.VerifyAccount.class);
        network.tell(jid(), message("early", "I was faster"));
        verifying.release();
        alice.awaitXml("id='r4'", "type='result'");
        subscribeToGateway();
        alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
        alice.awaitMessage("early@" + GATEWAY, "I was faster");
        List<String> seen = alice.stanzas().stream().map(XmppClient::xml).toList();
        assertThat(indexOf(seen, "I was faster")).isGreaterThan(indexOf(seen, "Welcome"));
    }

    @Test
    void rule05TheGatewayAsksForASubscriptionAndGrantsOne() {
        register();
        Stanza request = alice.awaitXml("type='subscribe'", "from='" + GATEWAY + "'");
        assertThat(String.valueOf(request.getTo())).isEqualTo("alice@localhost");
        alice.send("<presence to='" + GATEWAY + "' type='subscribed'/>");
        alice.send("<presence to='" + GATEWAY + "' type='subscribe'/>");
        alice.awaitXml("type='subscribed'", "from='" + GATEWAY + "'");
        network.seen(AccountAction.LogIn.class);
    }

    @Test
    void rule06WhoIsRegisteredIsToldTheDataOfRecord() {
        register();
        String fields = ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>");
        assertThat(fields)
                .contains("<registered", "<username>alice</username>")
                .as("a password is not shown again")
                .doesNotContain(DemoNetwork.PASSWORD);
    }

    @Test
    void rule07AnEditThatFailsKeepsTheOldData() {
        register();
        assertThat(register("alice2", "wrong")).contains("not-acceptable");
        assertThat(ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>"))
                .contains("<username>alice</username>");
        assertThat(register("", DemoNetwork.PASSWORD)).as("all fields").contains("not-acceptable");
        assertThat(register("alice2", DemoNetwork.PASSWORD)).contains("type='result'");
        assertThat(ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>"))
                .contains("<username>alice2</username>");
        assertThat(register("alice3", "")).as("the password stays").contains("type='result'");
    }

    @Test
    void theNetworkHearsOfWhatIsStoredAlsoWhileTheUserIsOffline() {
        register();
        network.seen(AccountAction.AccountKept.class);
        assertThat(register("alice2", DemoNetwork.PASSWORD)).contains("type='result'");
        Await.until("again", () -> network.all(AccountAction.AccountKept.class).size() == 2);
        assertThat(network.all(AccountAction.LogIn.class)).isEmpty();
    }

    @Test
    void whoeverRegistersCannotUnregisterBeforeTheAnswer() {
        register();
        Held held = network.holdNext(AccountAction.VerifyAccount.class);
        alice.send(registration("edit", "alice2", DemoNetwork.PASSWORD));
        network.seen(VerifyAccount.class, edit -> "alice2".equals(edit.fields().get("username")));
        assertThat(unregister()).contains("resource-constraint");
        held.release();
        alice.awaitXml("id='edit'", "type='result'");
        assertThat(unregister()).contains("type='result'");
    }

    @Test
    void whatWasPromisedToSomebodyWhoThenDoesNotRegisterIsNotKept() throws Exception {
        Held held = network.holdNext(AccountAction.VerifyAccount.class);
        alice.send(registration("vain", "alice", "wrong"));
        network.seen(VerifyAccount.class);
        CompletableFuture<Void> promised =
                network.promise(
                        Jid.parse("alice@localhost"),
                        new LegacyEvent.PrivateMessage(
                                new LegacyContact("ann"), "m1", Content.of("hello"), null));
        // Answered in turn, so that the promise is held by then.
        var _ = ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>");
        held.release();
        alice.awaitXml("id='vain'", "not-acceptable");
        assertThatThrownBy(() -> promised.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("did not register");
    }

    @Test
    void rule08UnregisteringLogsOutAndDeletes() {
        logIn();
        assertThat(unregister()).contains("type='result'");
        assertThat(network.seen(AccountAction.LogOut.class).forEver()).isTrue();
        assertThat(ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>"))
                .doesNotContain("<registered");
        gateway.restart();
        assertThat(ask("get", GATEWAY, "<query xmlns='" + REGISTER + "'/>"))
                .doesNotContain("<registered");
        assertThat(unregister()).contains("registration-required");
    }

    @Test
    void rule09UnregisteringCancelsSubscriptions() {
        logIn();
        befriend("ann");
        unregister();
        for (String who : List.of(GATEWAY, ANN)) {
            alice.awaitXml("type='unsubscribed'", "from='" + who + "'");
            alice.awaitXml("type='unavailable'", "from='" + who);
        }
    }

    @Test
    void rule25AnAddressOfTheNetworkBecomesAJid() {
        assertThat(ask("get", GATEWAY, "<query xmlns='jabber:iq:gateway'/>"))
                .contains("<desc>", "<prompt>Name</prompt>");
        assertThat(prompt("Ann Lee")).contains("<jid>ann\\20lee@" + GATEWAY + "</jid>");
        assertThat(prompt("a@b")).contains("<jid>a\\40b@" + GATEWAY + "</jid>");
        assertThat(prompt("a,b")).contains("type='error'", "bad-request");
        assertThat(prompt("")).contains("type='error'", "bad-request");
    }

    @Test
    void rule30CredentialsAreSealedAtRest() throws Exception {
        register();
        try (var files = Files.walk(gateway.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(DemoNetwork.PASSWORD);
            }
        }
        gateway.restart();
        alice.send("<presence to='" + GATEWAY + "'/>");
        alice.awaitXml("<presence", "from='" + GATEWAY + "'", "Welcome");
    }
}
