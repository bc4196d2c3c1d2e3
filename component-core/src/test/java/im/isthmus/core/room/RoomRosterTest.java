package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.occupant;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Look;
import im.isthmus.core.backend.event.Occupant.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomRosterTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void whoComesInIsShownToAllResources() {
        room.joins(B, "bob");
        room.forget();
        room.tells(new LegacyEvent.OccupantJoined(ROOM, occupant("carol")));

        assertThat(room.sent())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "<presence from='#c@gw/carol' to='me@x/a'><x xmlns='muc#user'>"
                                + "<item affiliation='none' role='participant'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-carol!'/></presence>");
    }

    @Test
    void whatSomebodyShowsOfThemselvesIsInTheirPresence() {
        String start = "<presence from='#c@gw/carol' to='me@x/a'>";
        room.tells(new LegacyEvent.OccupantJoined(ROOM, carol("Carol C.", "https://x/1.png")));
        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith(start)
                .endsWith(
                        "<nick xmlns='http://jabber.org/protocol/nick'>Carol C.</nick>"
                                + "<x xmlns='vcard-temp:x:update'/></presence>");
        assertThat(room.host.looks).containsExactly("carol https://x/1.png");

        room.host.pictures.put(new LegacyContact("carol"), "aa");
        room.rooms.events().looked("carol");
        assertThat(room.sent()).singleElement().asString().contains("<photo>aa</photo>");

        room.tells(new LegacyEvent.OccupantChanged(ROOM, carol("Carol C.", "https://x/2.png")));
        assertThat(room.sent()).isEmpty();
        assertThat(room.host.looks).last().isEqualTo("carol https://x/2.png");

        room.host.pictures.clear();
        room.tells(new LegacyEvent.OccupantChanged(ROOM, carol(null, null)));
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<x xmlns='vcard-temp:x:update'><photo/></x>")
                .contains("<show>away</show><status>at tea</status>")
                .doesNotContain("<nick");
    }

    private static Occupant carol(@Nullable String name, @Nullable String url) {
        Avatar avatar = url == null ? null : new Avatar(url, url);
        Look look = new Look(name, avatar);
        return new Occupant(
                "carol",
                Affiliation.NONE,
                Role.PARTICIPANT,
                "c",
                null,
                true,
                List.of(),
                look,
                name == null ? "at tea" : null);
    }

    @Test
    void whoLeavesIsShownWithTheirWords() {
        room.tells(new LegacyEvent.OccupantLeft(ROOM, "alice", new Departure.Left("bye")));

        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/alice' to='me@x/a' type='unavailable'>"
                                + "<status>bye</status><x xmlns='muc#user'>"
                                + "<item affiliation='none' role='none'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-alice!'/></presence>");
        assertThat(room.rooms.view(ROOM).occupants()).hasSize(1);
    }

    @Test
    void whoLeavesKeepsTheirAffiliation() {
        room.tells(new LegacyEvent.OccupantJoined(ROOM, admin("carol")));
        room.forget();
        room.tells(new LegacyEvent.OccupantLeft(ROOM, "carol", new Departure.Left("")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<item affiliation='admin' role='none'/>");
    }

    private static Occupant admin(String nick) {
        return new Occupant(nick, Affiliation.ADMIN, Role.MODERATOR, nick, null, false);
    }

    @Test
    void whoIsKickedIsShownWithActorAndReason() {
        room.tells(
                new LegacyEvent.OccupantLeft(ROOM, "alice", new Departure.Kicked("Why?", "bob")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<actor nick='bob'/><reason>Why?</reason>")
                .contains("<status code='307'/>")
                .doesNotContain("110");
    }

    @Test
    void aChangeIsShown() {
        room.tells(changed(Role.MODERATOR, false, "alice!"));
        room.tells(changed(Role.MODERATOR, true, "alice!"));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).contains("role='moderator'").doesNotContain("show"),
                        xml -> assertThat(xml).contains("<show>away</show>"));
    }

    @Test
    void anOwnChangeIsShownAsOwn() {
        room.tells(new LegacyEvent.OccupantChanged(ROOM, occupant("bob", Role.MODERATOR, false)));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("role='moderator'")
                .contains("<status code='110'/>");
    }

    @Test
    void whatNobodyCanSeeIsNotShown() {
        room.tells(changed(Role.PARTICIPANT, false, "alice!"));

        assertThat(room.sent()).isEmpty();
    }

    @Test
    void anOccupantIdStaysTheSameUntilItsOwnerLeaves() {
        room.tells(new LegacyEvent.OccupantJoined(ROOM, known("carol", null)));
        room.tells(new LegacyEvent.OccupantJoined(ROOM, known("dora", "dora@host")));
        room.forget();
        room.tells(new LegacyEvent.OccupantChanged(ROOM, known("carol", "account")));
        room.tells(new LegacyEvent.OccupantChanged(ROOM, known("dora", "account")));
        assertThat(room.sent()).isEmpty();

        room.tells(new LegacyEvent.OccupantRenamed(ROOM, "carol", known("cara", "account")));
        room.says("cara", "hi");
        assertThat(room.sent())
                .hasSize(3)
                .allSatisfy(xml -> assertThat(xml).contains("id='o-nick carol'"));
        room.says("dora", "hi");
        assertThat(room.sent()).singleElement().asString().contains("id='o-dora@host'");

        room.tells(new LegacyEvent.OccupantLeft(ROOM, "cara", new Departure.Left("")));
        room.tells(new LegacyEvent.OccupantJoined(ROOM, known("cara", "account")));
        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).contains("id='o-nick carol'"),
                        xml -> assertThat(xml).contains("id='o-account'"));
    }

    @Test
    void newsOfSomebodyUnknownAreNone() {
        room.tells(new LegacyEvent.OccupantChanged(ROOM, occupant("zoe")));
        room.tells(new LegacyEvent.OccupantLeft(ROOM, "zoe", new Departure.Left("")));

        assertThat(room.sent()).isEmpty();
    }

    @Test
    void twoNicksThatLookAlikeHaveAddressesOfTheirOwn() {
        room.tells(new LegacyEvent.OccupantJoined(ROOM, occupant("\u00e9")));
        room.tells(new LegacyEvent.OccupantJoined(ROOM, occupant("e\u0301")));
        room.tells(new LegacyEvent.OccupantLeft(ROOM, "\u00e9", new Departure.Left("")));
        room.tells(new LegacyEvent.OccupantLeft(ROOM, "e\u0301", new Departure.Left("")));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).startsWith("<presence from='#c@gw/\u00e9'"),
                        xml -> assertThat(xml).startsWith("<presence from='#c@gw/\u00e9~2'"),
                        xml -> assertThat(xml).startsWith("<presence from='#c@gw/\u00e9'"),
                        xml -> assertThat(xml).startsWith("<presence from='#c@gw/\u00e9~2'"));
    }

    @Test
    void newsOfARoomWithoutTheUserAreNotShown() {
        RoomScenario outside = new RoomScenario();
        outside.tells(new LegacyEvent.OccupantJoined(ROOM, occupant("carol")));
        outside.joins(A, "bob");
        outside.tells(new LegacyEvent.OccupantJoined(ROOM, occupant("carol")));

        assertThat(outside.sent()).isEmpty();
    }

    private static LegacyEvent.OccupantChanged changed(Role role, boolean away, String identity) {
        return new LegacyEvent.OccupantChanged(
                ROOM, new Occupant("alice", Affiliation.NONE, role, identity, null, away));
    }

    private static Occupant known(String nick, @Nullable String identity) {
        return new Occupant(nick, Affiliation.NONE, Role.PARTICIPANT, identity, null, false);
    }

    @Test
    void hatsAreShown() {
        Occupant bot =
                new Occupant(
                        "bot",
                        Occupant.Affiliation.NONE,
                        Occupant.Role.PARTICIPANT,
                        null,
                        null,
                        false,
                        List.of(new Occupant.Hat("urn:example:bot", "Bot")));
        room.tells(new LegacyEvent.OccupantJoined(ROOM, bot));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<hats xmlns='hats:0'><hat uri='urn:example:bot' title='Bot'/></hats>");
    }
}
