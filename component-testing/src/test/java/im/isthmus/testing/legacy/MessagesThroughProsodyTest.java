package im.isthmus.testing.legacy;

import static im.isthmus.testing.client.XmppClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.MarkDisplayed;
import im.isthmus.core.backend.action.MessageAction.React;
import im.isthmus.core.backend.action.MessageAction.RetractMessage;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.MessageAction.ShowChatState;
import im.isthmus.core.backend.action.RoomAdministration.Moderate;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that messages can do, through a real server, with and without its privileges. */
class MessagesThroughProsodyTest {
    private static final String ANN = "ann@demo.localhost";
    private static final String TEA = "#tea@demo.localhost";
    private static final Jid ALICE = jid("alice@localhost");

    private static RealProsody server;

    private final DemoNetwork network = DemoNetwork.withoutAccounts();
    private final DemoContact ann = network.contact("ann");
    private final LegacyAddressee toAnn = new LegacyAddressee.ToContact(ann.contact());
    private DemoGateway gateway;
    private XmppClient alice;

    @BeforeAll
    static void startServer() {
        server = RealProsody.start(XmppSetup.standard().withComponents(DemoGateway.DOMAIN));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void begin() {
        gateway = DemoGateway.behind(server, network);
        alice = XmppClient.login(server, "alice", "phone");
    }

    @AfterEach
    void end() {
        alice.close();
        gateway.close();
    }

    @Test
    void aMessageIsReceivedAndReadAsTheNetworkSays() {
        chat(
                "m1",
                "<body>hello</body><request xmlns='urn:xmpp:receipts'/>"
                        + "<markable xmlns='urn:xmpp:chat-markers:0'/>");
        MessageRef ref = network.seen(SendMessage.class).ref();
        ann.receives(ref);
        alice.awaitXml("<received xmlns='urn:xmpp:receipts' id='m1'", ANN);
        ann.reads(ref);
        alice.awaitXml("<displayed xmlns='urn:xmpp:chat-markers:0' id='m1'", ANN);
    }

    @Test
    void whatWasSaidIsChangedTakenBackAndReactedTo() {
        chat("m1", "<body>helo</body>");
        network.seen(SendMessage.class);
        chat("m2", "<body>hello</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
        MessageId first = new MessageId("m1", "from-alice-1");
        assertThat(network.seen(CorrectMessage.class).original()).isEqualTo(first);
        chat("m3", "<retract xmlns='urn:xmpp:message-retract:1' id='m1'/>");
        assertThat(network.seen(RetractMessage.class).original()).isEqualTo(first);

        String theirs = ann.writes("tea?");
        Stanza shown = alice.awaitMessage(ANN, "tea?");
        assertThat(shown.getStanzaId()).isEqualTo("=" + theirs);
        chat(
                "m4",
                "<reactions xmlns='urn:xmpp:reactions:0' id='="
                        + theirs
                        + "'><reaction>🍵</reaction></reactions>");
        assertThat(network.seen(React.class).message().legacyId()).isEqualTo(theirs);
        chat("m5", "<displayed xmlns='urn:xmpp:chat-markers:0' id='=" + theirs + "'/>");
        assertThat(network.seen(MarkDisplayed.class).message().legacyId()).isEqualTo(theirs);
        chat("m6", "<composing xmlns='http://jabber.org/protocol/chatstates'/>");
        assertThat(network.seen(ShowChatState.class).state()).isEqualTo(ChatState.COMPOSING);
    }

    @Test
    void theOtherSideChangesTakesBackAndReacts() {
        chat("m1", "<body>hello</body>");
        network.seen(SendMessage.class);
        String theirs = ann.writes("helo");
        alice.awaitMessage(ANN, "helo");
        tell(new MessageEvent.MessageCorrected(toAnn, "", theirs, Content.of("hello"), null));
        alice.awaitXml(
                "<body>hello</body>",
                "<replace xmlns='urn:xmpp:message-correct:0' id='=" + theirs + "'");
        tell(new MessageEvent.MessageRetracted(toAnn, "", theirs, false, ""));
        alice.awaitXml("<retract xmlns='urn:xmpp:message-retract:1' id='=" + theirs + "'");
        tell(new MessageEvent.Reacted(toAnn, "", "from-alice-1", List.of("👋")));
        alice.awaitXml("<reactions xmlns='urn:xmpp:reactions:0' id='m1'>", "👋");
        ann.types(ChatState.COMPOSING);
        alice.awaitXml("<composing xmlns='http://jabber.org/protocol/chatstates'/>");
        ann.writes(
                Content.of("yes")
                        .withReply(new Reply(new MessageId("", "from-alice-1"), "", "hello")),
                null);
        alice.awaitXml("hello\nyes</body>", "<reply xmlns='urn:xmpp:reply:0'", "id='m1'");
    }

    @Test
    void filesPassBothWays() {
        chat(
                "m1",
                "<body>https://f.example/a.png</body><x xmlns='jabber:x:oob'>"
                        + "<url>https://f.example/a.png</url></x>");
        Content sent = network.seen(SendMessage.class).content();
        assertThat(sent.body()).isEmpty();
        assertThat(sent.attachments())
                .containsExactly(Attachment.of(URI.create("https://f.example/a.png")));
        ann.writes(
                Content.of("look")
                        .withAttachments(List.of(Attachment.of(URI.create("https://f.example/b")))),
                null);
        alice.awaitMessage(ANN, "look");
        alice.awaitXml(
                "<body>https://f.example/b</body>",
                "<x xmlns='jabber:x:oob'><url>https://f.example/b</url></x>",
                "urn:xmpp:sfs:0");
    }

    @Test
    void namesOutliveTheGateway() {
        chat("m1", "<body>helo</body>");
        network.seen(SendMessage.class);
        chat("m2", "<body>x</body>");
        network.seen(SendMessage.class);
        gateway.restart();
        chat("m3", "<body>hello</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");

        assertThat(network.seen(CorrectMessage.class).original())
                .isEqualTo(new MessageId("m1", "from-alice-1"));
        tell(new MessageEvent.Reacted(toAnn, "", "from-alice-2", List.of("👋")));
        alice.awaitXml("<reactions xmlns='urn:xmpp:reactions:0' id='m2'>");
    }

    @Test
    void whatWasSentAgainIsSaidOnce() {
        chat("m1", "<body>hello</body>");
        chat("m1", "<body>hello</body>");
        chat("m2", "<body>end</body>");
        network.seen(SendMessage.class, message -> message.body().equals("end"));

        assertThat(network.all(SendMessage.class)).hasSize(2);
    }

    @Test
    void whatIsSaidElsewhereIsACarbonWhereTheServerLetsUs() {
        alice.send("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        alice.awaitXml("type='result'", "id='c'");
        chat("m1", "<body>hello</body>");
        network.seen(SendMessage.class);
        tell(new MessageEvent.SentElsewhere(ann.contact(), "L9", Content.of("by app"), null));
        Stanza carbon = alice.awaitXml("urn:xmpp:carbons:2", "by app", "to='" + ANN + "'");
        assertThat(xml(carbon)).contains("<sent xmlns='urn:xmpp:carbons:2'>");
        tell(new MessageEvent.ReadElsewhere(toAnn, "L8"));
        alice.awaitXml(
                "<sent xmlns='urn:xmpp:carbons:2'>",
                "<displayed xmlns='urn:xmpp:chat-markers:0' id='=L8'");
        chat("m2", "<body>end</body>");
        network.seen(SendMessage.class, message -> message.body().equals("end"));

        assertThat(network.all(SendMessage.class)).as("nothing of it came back to us").hasSize(2);
        assertThat(network.all(MarkDisplayed.class)).isEmpty();
    }

    @Test
    void aFailureIsAnErrorAndForWhoHasGoneANote() {
        chat("m1", "<body>hello</body>");
        MessageRef ref = network.seen(SendMessage.class).ref();
        BackendFailure failure = new BackendFailure.Rejected("Not today.");
        tell(new LegacyEvent.MessageFailed(toAnn, ref, failure));
        alice.awaitXml("type='error'", "id='m1'", "Not today.", "not-acceptable");
        alice.send("<presence to='" + DemoGateway.DOMAIN + "'/>");
        alice.awaitXml("<presence", DemoGateway.DOMAIN);
        XmppClient tablet = XmppClient.login(server, "alice", "tablet");
        alice.close();
        alice = tablet;
        chat("m2", "<body>behind the phone's farewell</body>");
        network.seen(SendMessage.class);
        tell(new LegacyEvent.MessageFailed(toAnn, ref, failure));

        Stanza note =
                alice.awaitXml("Your message to " + ANN + " could not be delivered: Not today.");
        assertThat(xml(note)).doesNotContain("type='error'");
    }

    @Test
    void whatTheNetworkCannotIsNotAdvertisedAndRefused() {
        alice.send(info(ANN, "d1"));
        alice.awaitXml("id='d1'", "urn:xmpp:message-correct:0", "urn:xmpp:reactions:0");
        network.can(Set.of());
        alice.send(info(ANN, "d2"));
        assertThat(xml(alice.awaitXml("id='d2'", "disco#info")))
                .doesNotContain("urn:xmpp:message-correct:0", "urn:xmpp:reactions:0");
        chat("m1", "<body>x</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>");
        alice.awaitXml("type='error'", "id='m1'", "feature-not-implemented", "Say it anew.");
    }

    @Test
    void roomsDoAllThat() {
        DemoRoom tea = network.room("#tea").enters("ann");
        LegacyAddressee inTea = new LegacyAddressee.ToRoom(tea.room());
        alice.joinRoom(TEA, "alice");
        String theirs = tea.says("ann", "one lump?");
        Stanza shown = alice.awaitMessage(TEA + "/ann", "one lump?");
        assertThat(xml(shown)).contains("<stanza-id xmlns='urn:xmpp:sid:0'", theirs);
        room(
                "m1",
                "<body>twu</body><reply xmlns='urn:xmpp:reply:0' id='"
                        + theirs
                        + "' to='"
                        + TEA
                        + "/ann'/>");
        SendMessage said = network.seen(SendMessage.class);
        assertThat(said.content().reply())
                .isEqualTo(new Reply(new MessageId(theirs, theirs), "ann", null));
        alice.awaitXml("id='m1'", "<reply xmlns='urn:xmpp:reply:0'", TEA + "/alice");
        room("m2", "<body>two</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
        assertThat(network.seen(CorrectMessage.class).original())
                .isEqualTo(new MessageId("m1", "from-alice-1"));
        alice.send(
                "<iq type='set' id='i1' to='"
                        + TEA
                        + "'><moderate xmlns='urn:xmpp:message-moderate:1' id='"
                        + theirs
                        + "'><retract xmlns='urn:xmpp:message-retract:1'/><reason>rude</reason>"
                        + "</moderate></iq>");
        assertThat(network.seen(Moderate.class).message().legacyId()).isEqualTo(theirs);
        alice.awaitXml("id='i1'", "type='result'");
        tea.tell(new MessageEvent.MessageRetracted(inTea, "ann", theirs, true, "rude"));
        alice.awaitXml("<moderated xmlns='urn:xmpp:message-moderate:1'", "rude", theirs);
        tea.tell(new MessageEvent.Reacted(inTea, "ann", "from-alice-1", List.of("🍵")));
        alice.awaitXml("<reactions xmlns='urn:xmpp:reactions:0' id='from-alice-1'>", "🍵");
    }

    @Test
    void whatWasReadElsewhereInARoomIsKnownToAllClients() {
        DemoRoom tea = network.room("#tea").enters("ann");
        alice.joinRoom(TEA, "alice");
        String theirs = tea.says("ann", "tea?");
        alice.awaitMessage(TEA + "/ann", "tea?");
        tea.tell(new MessageEvent.ReadElsewhere(new LegacyAddressee.ToRoom(tea.room()), theirs));
        alice.awaitXml(
                "from='" + TEA + "/alice'",
                "<displayed xmlns='urn:xmpp:chat-markers:0' id='" + theirs + "'");
        Await.until(
                "the server to know it",
                () -> {
                    alice.send(
                            "<iq type='get' id='mds'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                                    + "<items node='urn:xmpp:mds:displayed:0'/></pubsub></iq>");
                    return xml(alice.awaitXml("id='mds'")).contains(theirs);
                });
    }

    @Test
    void withoutPrivilegesWhatWasSaidElsewhereIsMarked() {
        XmppSetup setup =
                XmppSetup.standard().withComponents(DemoGateway.DOMAIN).withoutPrivileges();
        try (RealProsody poor = RealProsody.start(setup);
                DemoGateway other = DemoGateway.behind(poor, network);
                XmppClient client = XmppClient.login(poor, "alice")) {
            client.send("<message type='chat' to='" + ANN + "'><body>hello</body></message>");
            network.seen(SendMessage.class);
            tell(new MessageEvent.SentElsewhere(ann.contact(), "L9", Content.of("by app"), null));
            client.awaitMessage(ANN, "You, elsewhere: by app");
            assertThat(other.gateway().lostStanzas()).isZero();
        }
    }

    private void chat(String id, String content) {
        alice.send(
                "<message type='chat' id='" + id + "' to='" + ANN + "'>" + content + "</message>");
    }

    private void room(String id, String content) {
        alice.send(
                "<message type='groupchat' id='"
                        + id
                        + "' to='"
                        + TEA
                        + "'>"
                        + content
                        + "</message>");
    }

    private void tell(LegacyEvent event) {
        network.tell(ALICE, event);
    }

    private static String info(String jid, String id) {
        return "<iq type='get' id='"
                + id
                + "' to='"
                + jid
                + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>";
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
