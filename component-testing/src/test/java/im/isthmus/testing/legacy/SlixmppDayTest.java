package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.AccountAction.LogOut;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.MarkDisplayed;
import im.isthmus.core.backend.action.MessageAction.React;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealJabberd2;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything a user does with a gateway from the first to the last day, by slixmpp, on servers that
 * grant all, some and none of what a gateway may ask for.
 */
@Timeout(180)
class SlixmppDayTest {
    private static final String ROOM = "#tea@" + DemoGateway.DOMAIN;
    private static final String ANN = "ann@" + DemoGateway.DOMAIN;

    private static final List<String> WHAT_IT_SEES =
            List.of(
                    "asked for: ['password', 'username']",
                    "presence: away at tea",
                    "roster: both",
                    "received and displayed",
                    "corrects itself: True",
                    "reacts: True ['👋']",
                    "there: ['alice', 'ann']",
                    "history: ann True",
                    "archive: [('alice', 'one lump'), ('ann', 'or two?')]",
                    "commands: True False",
                    "command: completed Your settings are stored.",
                    "german: Ich kenne xyzzy nicht. Mit help erfahren Sie, was ich kenne.",
                    "in chat: Your settings are stored.",
                    "english: I do not know xyzzy. Type help to see what I know.",
                    "my card: Alice True",
                    "card: Ann image/png",
                    "avatar: True True",
                    "registered: False");

    @TempDir Path directory;

    private final DemoNetwork network = DemoNetwork.withAccounts();
    private final DemoContact ann = network.contact("ann");
    private final LegacyAddressee toAnn = new LegacyAddressee.ToContact(ann.contact());

    /** The servers between user and gateway, from the most able to the least. */
    enum Server {
        PROSODY,
        EJABBERD,
        JABBERD2;

        RealXmppServer start() {
            XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
            return switch (this) {
                case PROSODY -> RealProsody.start(setup);
                case EJABBERD -> RealEjabberd.start(setup);
                case JABBERD2 -> RealJabberd2.start(setup);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserRegistersTalksAndLeavesForGood(Server kind) throws Exception {
        byte[] png = picture();
        ann.isListed("Ann", new Avatar("v1", () -> new ByteArrayInputStream(png)));
        ann.shows(Show.AWAY, "at tea");
        network.room("#tea").enters("ann");
        try (RealXmppServer server = kind.start();
                DemoGateway _ = DemoGateway.behind(server, network);
                Slixmpp alice = begin(server)) {
            CompletableFuture<Void> ann =
                    CompletableFuture.runAsync(this::annDoesHerPart, Thread::startVirtualThread);
            String seen = alice.finish();
            ann.join();
            assertThat(network.seen(LogOut.class, LogOut::forEver)).isNotNull();
            assertThat(seen.lines()).containsAll(WHAT_IT_SEES);
        }
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private Slixmpp begin(RealXmppServer server) throws IOException {
        return Slixmpp.start(
                directory,
                "user_day.py",
                server,
                DemoGateway.DOMAIN,
                ANN,
                ROOM,
                DemoNetwork.PASSWORD);
    }

    private void annDoesHerPart() {
        MessageRef ref = network.seen(SendMessage.class).ref();
        Jid alice = ref.sender().bare();
        ann.receives(ref);
        ann.reads(ref);
        CorrectMessage better = network.seen(CorrectMessage.class);
        assertThat(better.content().body()).isEqualTo("hello");
        String theirs = ann.writes("teea?");
        network.tell(
                alice,
                new MessageEvent.MessageCorrected(toAnn, "", theirs, Content.of("tea?"), null));
        assertThat(network.seen(MarkDisplayed.class).message().legacyId()).isEqualTo(theirs);
        assertThat(network.seen(React.class).emojis()).containsExactly("🍵");
        String legacyId = Objects.requireNonNull(better.original().legacyId());
        network.tell(alice, new MessageEvent.Reacted(toAnn, "", legacyId, List.of("👋")));
        network.seen(SendMessage.class, said -> said.body().equals("one lump"));
        network.room("#tea").says("ann", "or two?");
    }
}
