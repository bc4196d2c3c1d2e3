package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever users put wherever they can: no line of theirs becomes two. */
@Timeout(120)
class InjectionTest {
    /** The first word of every line that the user could smuggle in. */
    private static final String SMUGGLED = "PWNED";

    private static final List<String> BREAKS =
            List.of("\r\n", "\n", "\r", "\0", "\r\r\n", "\u0085", "\u2028", " \n ", "\u0001\n");

    /**
     * Every place where a text of the user may reach a line; on the console every line is a command
     * of the user's own.
     */
    private static final List<Function<String, UserAction>> PLACES =
            List.of(
                    text -> new UserAction.JoinRoom(room("#" + text), "juliet", null),
                    text -> new UserAction.JoinRoom(room("#a"), text, null),
                    text -> new UserAction.JoinRoom(room("#b"), "juliet", text),
                    text -> new UserAction.ReturnToRoom(room("#c"), "juliet", text),
                    text -> new UserAction.ReturnToRoom(room("#" + text), text, null),
                    text -> new UserAction.LeaveRoom(room("#a"), text),
                    text -> new UserAction.ChangeSubject(balcony(), ref(), text),
                    text -> new UserAction.ChangeNick(balcony(), text),
                    text -> new UserAction.Invite(balcony(), ref(), text, text),
                    text ->
                            new UserAction.ChangeAvailability(
                                    new UserAction.Availability(true, text)),
                    text -> new RoomAdministration.Kick(balcony(), ref(), text, "out"),
                    text -> new RoomAdministration.Kick(balcony(), ref(), "romeo", text),
                    text ->
                            new RoomAdministration.SetRole(
                                    balcony(), ref(), text, Role.VISITOR, text),
                    text -> affiliation(text, Affiliation.OUTCAST),
                    text -> affiliation(text, Affiliation.MEMBER),
                    text -> affiliation(text, Affiliation.NONE),
                    text -> affiliation("romeo", Affiliation.OUTCAST, text),
                    text ->
                            new RoomAdministration.Moderate(
                                    balcony(), ref(), new MessageId(text, text), text),
                    text -> new PersonAction.PingPerson(new ToContact(contact(text)), ref()),
                    text -> new PersonAction.AskSoftware(new ToOccupant(balcony(), text), ref()),
                    text ->
                            new SendMessage(
                                    new ToRoom(balcony()), ref(), Content.of("/topic " + text)),
                    text ->
                            new SendMessage(
                                    new ToRoom(balcony()), ref(), Content.of("/mode " + text)),
                    text ->
                            new SendMessage(
                                    new ToRoom(balcony()), ref(), Content.of("say " + text)),
                    text ->
                            new MessageAction.CorrectMessage(
                                    new ToRoom(balcony()),
                                    ref(),
                                    new MessageId("any", "any"),
                                    Content.of("* " + text)),
                    text -> new SendMessage(new ToRoom(balcony()), ref(), styled(text)),
                    text -> new SendMessage(new ToRoom(balcony()), ref(), styled("/me " + text)),
                    text -> new SendMessage(new ToRoom(balcony()), ref(), answering(text)),
                    text -> new SendMessage(new ToOccupant(balcony(), text), ref(), styled(text)),
                    text -> new SendMessage(new ToContact(contact(text)), ref(), styled("hi")),
                    text -> new SendMessage(new ToContact(contact("nurse")), ref(), styled(text)),
                    text ->
                            new MessageAction.React(
                                    new ToRoom(balcony()),
                                    ref(),
                                    new MessageId(text, text),
                                    List.of(text)),
                    text ->
                            new MessageAction.RetractMessage(
                                    new ToRoom(balcony()), ref(), new MessageId(text, text)),
                    text ->
                            new MessageAction.MarkDisplayed(
                                    new ToRoom(balcony()), new MessageId(text, text)),
                    text -> new ContactAction.AddContact(contact(text), text),
                    text -> new ContactAction.FetchProfile(contact(text), ref()));

    @Test
    void noPlaceLetsASecondLineThrough() throws Exception {
        everywhere(FakeIrcServer.Options.DEFAULT);
    }

    @Test
    void norDoesAServerThatTakesTags() throws Exception {
        everywhere(
                FakeIrcServer.Options.DEFAULT.withCapabilities(
                        "message-tags echo-message labeled-response batch"
                                + " draft/message-redaction draft/multiline=max-bytes=4096"));
    }

    @Test
    void aNameIsOneNameAndNoList() throws Exception {
        try (FakeIrcServer server = FakeIrcServer.start();
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            juliet.join("#balcony", "juliet");
            for (Function<String, UserAction> place : PLACES) {
                juliet.attempt(place.apply("romeo," + SMUGGLED));
            }
            juliet.say("#balcony", "end", "the end");
            FakeIrcClient client = server.awaitClient("juliet");
            client.await("PRIVMSG #balcony :the end");
            assertThat(client.received())
                    .filteredOn(line ->
                            line.matches(
                                    "(JOIN|PART|NICK|WHOIS|PRIVMSG|NOTICE|KICK \\S+|INVITE) \\S*,.*"))
                    .isEmpty();
        }
    }

    private static UserAction affiliation(String whom, Affiliation affiliation) {
        return affiliation(whom, affiliation, "");
    }

    private static UserAction affiliation(String whom, Affiliation affiliation, String reason) {
        return new RoomAdministration.SetAffiliation(balcony(), ref(), whom, affiliation, reason);
    }

    private static void everywhere(FakeIrcServer.Options options) throws Exception {
        try (FakeIrcServer server = FakeIrcServer.start(options);
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            juliet.join("#balcony", "juliet");
            FakeIrcClient client = server.awaitConnection(1);
            Random random = new Random(1);
            for (String lineBreak : BREAKS) {
                for (Function<String, UserAction> place : PLACES) {
                    juliet.attempt(place.apply(hostile(random, lineBreak)));
                }
            }
            juliet.act(SendMessage.toContact(contact("nurse"), ref(), "the end"));
            Await.until(
                    "the end",
                    () -> client.received().stream().anyMatch(line -> line.endsWith(":the end")));
            for (FakeIrcClient each : server.clients()) {
                assertThat(each.received())
                        .noneMatch(line -> line.startsWith(SMUGGLED))
                        .noneMatch(line -> line.startsWith(":") || line.contains("\0"));
            }
        }
    }

    private static String hostile(Random random, String lineBreak) {
        String bold = random.nextBoolean() ? "*x*" : "x";
        return bold + lineBreak + SMUGGLED + " :now" + (random.nextBoolean() ? lineBreak : "");
    }

    private static Content styled(String text) {
        int end = text.length();
        return Content.of(text)
                .withSpans(
                        List.of(
                                new Span(0, end, Style.BOLD),
                                new Span(end / 2, end, Style.COLOUR, "#ff0000"),
                                new Span(0, end, Style.CODE_BLOCK)));
    }

    private static Content answering(String text) {
        return styled(text).withReply(new Reply(new MessageId(text, text), text, text));
    }

    private static LegacyRoom balcony() {
        return room("#balcony");
    }

    private static MessageRef ref() {
        return TestUser.anyRef();
    }
}
