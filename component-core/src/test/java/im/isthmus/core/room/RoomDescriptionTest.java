package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.RoomReport.AbilitiesChanged;
import im.isthmus.core.backend.event.RoomReport.RoomDescribed;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.room.state.RoomView;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomDescriptionTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void newsAreTold() {
        room.tells(new RoomDescribed(ROOM, details("Tea", 3)));
        assertThat(room.sent()).isEmpty();
        room.tells(new RoomDescribed(ROOM, details("Tea", 4)));
        assertThat(room.sent()).isEmpty();
        room.tells(new RoomDescribed(ROOM, details("Coffee", 4)));

        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='me@x/a' type='groupchat'>"
                                + "<x xmlns='muc#user'><status code='104'/></x></message>");
        assertThat(room.rooms.view(ROOM).details()).isEqualTo(details("Coffee", 4));
        assertThat(room.rooms.view(ROOM).occupants()).contains("#c@gw/alice", "#c@gw/bob");
    }

    @Test
    void whoIsInAsksAgainWhenTheNetworkCanCarrySomethingElse() {
        room.tells(new AbilitiesChanged(ROOM));
        room.tells(new AbilitiesChanged(new LegacyRoom("#other")));

        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='me@x/a' type='groupchat'>"
                                + "<x xmlns='muc#user'><status code='104'/></x></message>");
    }

    @Test
    void whoIsInAsksAgainWhenTheUserSetWhatItCanCarry() {
        Map<LegacyRoom, Set<Ability>> before = room.rooms.abilities();
        room.rooms.events().carriedBefore(before);
        assertThat(room.sent()).isEmpty();

        room.host.abilities = Set.of(Ability.CORRECTIONS);
        room.rooms.events().carriedBefore(before);
        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='me@x/a' type='groupchat'>"
                                + "<x xmlns='muc#user'><status code='104'/></x></message>");
        room.leaves(RoomScenario.A, "bob");
        room.forget();
        room.rooms.events().carriedBefore(before);
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void aRoomIsDescribedToWhoIsNotInIt() {
        LegacyRoom other = new LegacyRoom("#other");
        room.tells(new RoomDescribed(other, details("Tea", 3)));

        assertThat(room.sent()).isEmpty();
        assertThat(room.rooms.view(other)).isEqualTo(RoomView.outside(details("Tea", 3)));
    }

    @Test
    void aPictureIsShownOnEnteringAndToldWhenItIsAnother() {
        room.host.picture = "aa";
        room.joins(RoomScenario.B, "bob");
        assertThat(room.sent()).contains(looks("aa", "b"));
        room.rooms.events().looked(ROOM);
        assertThat(room.sent()).isEmpty();

        room.host.picture = "";
        room.rooms.events().looked(ROOM);
        String news =
                "<message from='#c@gw' to='me@x/%s' type='groupchat'>"
                        + "<x xmlns='muc#user'><status code='104'/></x></message>";
        assertThat(room.sent())
                .containsExactly(
                        looks("", "a"), news.formatted("a"), looks("", "b"), news.formatted("b"));
        assertThat(room.rooms.view(ROOM).picture()).isEmpty();
    }

    @Test
    void anotherPictureIsNoNewsBeforeItIsThere() {
        room.tells(new RoomDescribed(ROOM, details("Tea", 3)));
        RoomDetails pictured =
                details("Tea", 3).withAvatar(new Avatar("v1", "https://example.org/tea.png"));
        room.tells(new RoomDescribed(ROOM, pictured));

        assertThat(room.sent()).isEmpty();
    }

    private static String looks(String sha1, String resource) {
        String photo = sha1.isEmpty() ? "<photo/>" : "<photo>" + sha1 + "</photo>";
        return "<presence from='#c@gw' to='me@x/%s'><x xmlns='vcard-temp:x:update'>%s</x></presence>"
                .formatted(resource, photo);
    }

    private static RoomDetails details(String name, int occupants) {
        return new RoomDetails(name, null, occupants, false, false, false, false, false, null);
    }
}
