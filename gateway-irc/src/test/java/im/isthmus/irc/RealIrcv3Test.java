package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.ChatStateShown;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Look;
import im.isthmus.core.backend.event.RoomReport.HistoryFetched;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.real.RealInspircd;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two users of the gateway on InspIRCd, with what that has of IRCv3. */
@Timeout(120)
class RealIrcv3Test {
    private static final LegacyRoom ROOM = room("#balcony");
    private static final LegacyAddressee TO_ROOM = new ToRoom(ROOM);

    @Test
    void whatIsDoneToMessagesArrivesAsItWasMeant() throws Exception {
        try (RealInspircd server = RealInspircd.start()) {
            IrcBackend backend = TestBackends.to(server.port());
            try (TestUser juliet = new TestUser(backend, "juliet@example.org");
                    TestUser romeo = new TestUser(backend, "romeo@example.org")) {
                juliet.join("#balcony", "juliet");
                romeo.join("#balcony", "romeo");
                assertThat(backend.abilities(juliet.user(), ROOM))
                        .contains(Ability.REPLIES, Ability.REACTIONS, Ability.CHAT_STATES);
                talk(juliet, romeo);
                people(server, juliet);
                watch(juliet, romeo);
            }
        }
    }

    /** Module chanhistory. */
    @Test
    void whatAChannelRepeatsToWhoComesInIsHistory() throws Exception {
        try (RealInspircd server = RealInspircd.start();
                IrcUser nurse = IrcUser.login(server.port(), "nurse");
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            nurse.join("#balcony");
            nurse.send("MODE #balcony +H 10:1h");
            nurse.awaitLine("MODE #balcony +H");
            nurse.say("#balcony", "Madam!");
            nurse.say("#balcony", "Madam!!");
            juliet.join("#balcony", "juliet");
            assertThat(juliet.await(HistoryFetched.class).messages())
                    .extracting(RoomMessage::nick, RoomMessage::body)
                    .containsExactly(tuple("nurse", "Madam!"), tuple("nurse", "Madam!!"));
        }
    }

    private static void talk(TestUser juliet, TestUser romeo) {
        juliet.say("#balcony", "m1", "o Romeo\nRomeo");
        RoomMessage own = juliet.await(RoomMessage.class, m -> m.ref() != null);
        RoomMessage heard = romeo.await(RoomMessage.class, m -> m.nick().equals("juliet"));
        assertThat(heard.legacyId()).isNotNull().isEqualTo(own.legacyId());
        String msgid = Objects.requireNonNull(own.legacyId());
        MessageId message = new MessageId(msgid, msgid);

        romeo.act(new MessageAction.React(TO_ROOM, romeo.ref("r1"), message, List.of("❤")));
        Reacted reacted = juliet.await(Reacted.class);
        assertThat(reacted)
                .isEqualTo(new Reacted(TO_ROOM, "romeo", msgid, List.of("❤"), reacted.deed()));
        assertThat(romeo.await(Reacted.class)).isEqualTo(reacted);
        romeo.act(new MessageAction.React(TO_ROOM, romeo.ref("r2"), message, List.of()));
        assertThat(juliet.await(Reacted.class).emojis()).isEmpty();

        romeo.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.COMPOSING));
        assertThat(juliet.await(ChatStateShown.class).state()).isEqualTo(ChatState.COMPOSING);
        Content answer =
                Content.of("Shall I hear more?").withReply(new Reply(message, "juliet", null));
        romeo.act(new MessageAction.SendMessage(TO_ROOM, romeo.ref("m2"), answer));
        RoomMessage answered = juliet.await(RoomMessage.class, m -> m.nick().equals("romeo"));
        assertThat(answered.body()).isEqualTo("juliet: Shall I hear more?");
        assertThat(answered.content().reply())
                .isEqualTo(new Reply(new MessageId("", msgid), "juliet", "o Romeo\nRomeo"));
    }

    /** What the network tells of somebody, and what is said to some of the channel. */
    private static void people(RealInspircd server, TestUser juliet) {
        try (IrcUser nurse = IrcUser.login(server.port(), "nurse")) {
            nurse.join("#balcony");
            nurse.send("SETNAME :Angelica");
            Occupant called =
                    juliet.await(OccupantChanged.class, RealIrcv3Test::isNamed).occupant();
            assertThat(called.look()).isEqualTo(new Look("Angelica", null));
            nurse.send("MODE nurse +B");
            nurse.send("AWAY :asleep");
            juliet.await(OccupantChanged.class, change -> change.occupant().away());
            juliet.say("#balcony", "o1", "/op nurse");
            nurse.awaitLine("MODE #balcony +o");
            nurse.say("@#balcony", "a word with you");
            RoomMessage word = juliet.await(RoomMessage.class, m -> m.nick().equals("nurse"));
            assertThat(word.body()).isEqualTo("[@] a word with you");
            juliet.say("#balcony", "o2", "/ops Madam?");
            nurse.awaitLine("PRIVMSG @#balcony", "Madam?");
            try (IrcUser peter = IrcUser.login(server.port(), "peter")) {
                nurse.send("INVITE peter #balcony");
                peter.awaitLine("INVITE peter", "#balcony");
                juliet.await(
                        RoomMessage.class,
                        m -> m.body().equals("nurse asks peter into this channel."));
            }
            juliet.act(new ContactAction.FetchProfile(contact("nurse"), juliet.ref("w1")));
            assertThat(juliet.await(ProfileFetched.class).profile().name()).isEqualTo("Angelica");
        }
        juliet.await(OccupantLeft.class, left -> left.nick().equals("nurse"));
        assertThat(juliet.seen(OccupantLeft.class)).hasSize(1);
    }

    private static boolean isNamed(OccupantChanged change) {
        return change.occupant().look() != null;
    }

    private static void watch(TestUser juliet, TestUser romeo) {
        juliet.act(new ContactAction.AddContact(contact("romeo"), ""));
        assertThat(show(juliet)).isEqualTo(Show.ONLINE);
        romeo.act(new UserAction.ChangeAvailability(new UserAction.Availability(true, "asleep")));
        assertThat(show(juliet)).isEqualTo(Show.AWAY);
        romeo.close();
        assertThat(show(juliet)).isEqualTo(Show.OFFLINE);
    }

    private static Show show(TestUser user) {
        return user.await(ContactPresence.class).status().show();
    }
}
