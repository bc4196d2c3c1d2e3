package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.core.text.Text;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the network says about a conversation, on its way to the user. */
class MessageInTest extends ConversationScenario {
    private static final String FROM_BOB = "<message from='bob%net@irc.example.org' to=";
    private static final MessageRef.Wants ALL = new MessageRef.Wants(true, true);

    @BeforeEach
    void begin() {
        sends("<body>hello</body>");
    }

    @Test
    void aMessageHasTheNetworksNameAndAsksToBeMarked() {
        says("L1", Content.of("hi"), null);

        assertThat(shown())
                .isEqualTo(
                        FROM_BOB
                                + "'alice@example.org' type='chat' id='=L1'><body>hi</body>"
                                + "<markable xmlns='chat-markers:0'/>"
                                + "<active xmlns='chatstates'/></message>");
    }

    @Test
    void aNetworkWithoutNamesAndAbilitiesSaysOnlyTheText() {
        backend.abilities = Set.of();
        says(null, Content.of("hi"), Instant.parse("2026-01-02T00:00:00.1234Z"));

        assertThat(shown())
                .isEqualTo(
                        FROM_BOB
                                + "'alice@example.org' type='chat' id='*'><body>hi</body>"
                                + "<delay xmlns='delay' from='irc.example.org'"
                                + " stamp='2026-01-02T00:00:00.123Z'/></message>");
    }

    @Test
    void anAnswerFindsTheUsersMessage() {
        says("m0", "L0");
        says("L1", Content.of("yes").withReply(new Reply(new MessageId("", "L0"), "", null)), null);

        assertThat(shown()).contains("<reply xmlns='reply:0' id='m0' to='alice@example.org'/>");
    }

    @Test
    void filesAreMessagesOfTheirOwnAndAreTakenBackTogether() {
        backend.abilities = Set.of(Ability.RETRACTIONS);
        Content content =
                Content.of("two")
                        .withAttachments(
                                List.of(
                                        Attachment.of(URI.create("https://x/1")),
                                        Attachment.of(URI.create("https://x/2"))));
        says("L1", content, null);
        List<String> ids =
                List.of(
                        take().attributeValue("id"),
                        take().attributeValue("id"),
                        take().attributeValue("id"));
        publish(new MessageEvent.MessageRetracted(TO_BOB, "", "L1", false, ""));

        assertThat(ids.getFirst()).isEqualTo("=L1");
        for (String id : ids) {
            assertThat(take().element("retract").attributeValue("id")).isEqualTo(id);
        }
    }

    @Test
    void aReceiptIsSentOnlyToWhoAskedAndOnlyWhenTheNetworkSaysSo() {
        publish(new MessageEvent.MessageAccepted(TO_BOB, wanting(ALL), "L1"));
        publish(new MessageEvent.MessageDelivered(TO_BOB, wanting(MessageRef.Wants.NOTHING)));
        publish(new MessageEvent.MessageDelivered(TO_BOB, wanting(ALL)));

        assertThat(shown())
                .isEqualTo(
                        FROM_BOB
                                + "'alice@example.org/phone' type='chat' id='*'>"
                                + "<received xmlns='receipts' id='m1'/>"
                                + "<store xmlns='hints'/></message>");
        publish(new MessageEvent.MessageDisplayed(TO_BOB, wanting(MessageRef.Wants.NOTHING)));
        publish(new MessageEvent.MessageDisplayed(TO_BOB, wanting(ALL)));
        assertThat(shown()).contains("<displayed xmlns='chat-markers:0' id='m1'/>");
        assertThat(sent).isEmpty();
    }

    @Test
    void aReceiptForAResourceThatHasGoneGoesToTheUser() {
        receive("<presence type='unavailable' from='" + ALICE + "' to='irc.example.org'/>");
        settleFromTablet();
        publish(new MessageEvent.MessageDelivered(TO_BOB, wanting(ALL)));

        assertThat(shown()).startsWith(FROM_BOB + "'alice@example.org' type='chat'");
    }

    @Test
    void aDelayIsToldOnce() {
        publish(new MessageEvent.MessageDelayed(TO_BOB, wanting(ALL), Text.plain("no network")));
        publish(new MessageEvent.MessageDelayed(TO_BOB, wanting(ALL), Text.plain("still none")));

        assertThat(shown()).contains("Your message has not gone out yet: no network");
        assertThat(sent).isEmpty();
    }

    @Test
    void aFailureIsAnErrorOnTheMessage() {
        publish(
                new LegacyEvent.MessageFailed(
                        TO_BOB, wanting(ALL), new BackendFailure.Rejected("Not today.")));

        assertThat(shown())
                .isEqualTo(
                        FROM_BOB
                                + "'alice@example.org/phone' type='error' id='m1'>"
                                + "<error type='cancel'><not-acceptable xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>Not today.</text></error></message>");
    }

    @Test
    void aCorrectionReplacesTheirMessage() {
        publish(new MessageEvent.MessageCorrected(TO_BOB, "", "L1", Content.of("better"), null));

        assertThat(shown())
                .isEqualTo(
                        FROM_BOB
                                + "'alice@example.org' type='chat' id='*'><body>better</body>"
                                + "<replace xmlns='message-correct:0' id='=L1'/>"
                                + "<active xmlns='chatstates'/></message>");
    }

    @Test
    void reactionsFindTheUsersMessageAndTheirs() {
        says("m0", "L0");
        publish(new MessageEvent.Reacted(TO_BOB, "", "L0", List.of("👋")));
        publish(new MessageEvent.Reacted(TO_BOB, "", "L1", List.of()));

        assertThat(shown())
                .contains("<reactions xmlns='reactions:0' id='m0'><reaction>👋</reaction>");
        assertThat(shown()).contains("<reactions xmlns='reactions:0' id='=L1'/>");
    }

    @Test
    void whatWasDoneMeanwhileHasItsTime() {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        publish(
                new MessageEvent.Reacted(
                        TO_BOB, "", "L1", List.of("👋"), new MessageEvent.Deed("d1", then)));

        assertThat(shown()).contains("👋", "stamp='2026-01-01T00:00:00Z'");
    }

    @Test
    void whatTheyDoIsShownAndNotStored() {
        publish(new MessageEvent.ChatStateShown(TO_BOB, "", ChatState.COMPOSING));

        assertThat(shown())
                .isEqualTo(
                        FROM_BOB
                                + "'alice@example.org' type='chat' id='*'>"
                                + "<composing xmlns='chatstates'/>"
                                + "<no-store xmlns='hints'/></message>");
    }

    @Test
    void whatTheySawIsMarked() {
        says("m0", "L0");
        publish(new MessageEvent.DisplayedBy(TO_BOB, "", "L0"));

        assertThat(shown()).contains("<displayed xmlns='chat-markers:0' id='m0'/>");
    }

    @Test
    void whatWasSaidElsewhereIsMarkedWhereTheServerDoesNotHelp() {
        publish(new MessageEvent.SentElsewhere(BOB, "L5", Content.of("from my phone"), null));

        assertThat(shown()).contains("id='=L5'", "<body>You, elsewhere: from my phone</body>");
    }

    @Test
    void whatWentOutThroughUsWasNotSaidElsewhere() {
        says("m0", "L0");
        publish(new MessageEvent.SentElsewhere(BOB, "L0", Content.of("x"), null));
        publish(new MessageEvent.ReadElsewhere(TO_BOB, "L1"));
        publish(new MessageEvent.ChatStateShown(TO_BOB, "", ChatState.GONE));

        assertThat(shown()).contains("<gone");
    }

    private void says(@Nullable String legacyId, Content content, @Nullable Instant time) {
        publish(new LegacyEvent.PrivateMessage(BOB, legacyId, content, time));
    }

    private static MessageRef wanting(MessageRef.Wants wants) {
        return new MessageRef(jid(ALICE), "m1", null, wants);
    }

    private void settleFromTablet() {
        receive(
                "<iq type='get' id='t' from='alice@example.org/tablet' to='irc.example.org'>"
                        + PING
                        + "</iq>");
        while (!take().getName().equals("iq")) {
            // what came before is of no interest
        }
    }
}
