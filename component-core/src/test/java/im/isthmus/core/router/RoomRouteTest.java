package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport;
import java.util.List;
import java.util.Objects;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

/** A room behind the whole router: answers of the backend come inside the action itself. */
class RoomRouteTest extends RouterScenario {
    private static final LegacyRoom ROOM = new LegacyRoom("#c%net.example");
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String JID = "#c%net.example@irc.example.org";

    @Test
    void aRoomIsEnteredAndLeft() {
        enter();
        receive("<presence type='unavailable' from='%s' to='%s/bob'/>".formatted(ALICE, JID));

        assertThat(take().attributeValue("type")).isEqualTo("unavailable");
        receive(message(JID, "groupchat", "<body>too late</body>"));
        assertThat(errorOf(take())).isEqualTo("modify not-acceptable");
        enter();
    }

    @Test
    void whoHasNoResourceLeftIsNotThere() {
        enter();
        receive("<presence type='unavailable' from='%s' to='%s/bob'/>".formatted(ALICE, JID));
        take();
        receive(message(JID, "groupchat", "<body>too late</body>"));
        take();

        assertThat(backend.actions)
                .last()
                .isEqualTo(
                        new UserAction.ChangeAvailability(
                                new UserAction.Availability(true, ""), true));
    }

    @Test
    void whatAResourceSaysAfterAnotherWentIsMeant() {
        enter();
        String tablet = "<presence from='alice@example.org/tablet' to='irc.example.org'>";
        receive(tablet + "<show>away</show></presence>");
        receive("<presence type='unavailable' from='%s' to='%s/bob'/>".formatted(ALICE, JID));
        receive(tablet + "<show>xa</show></presence>");
        Element last = answer("get", "irc.example.org", PING);
        while (!last.getName().equals("iq")) {
            last = take();
        }

        var away = new UserAction.Availability(true, "");
        assertThat(backend.actions)
                .filteredOn(each -> each instanceof UserAction.ChangeAvailability)
                .endsWith(
                        new UserAction.ChangeAvailability(away, true),
                        new UserAction.ChangeAvailability(away, false));
    }

    @Test
    void aKickIsAnsweredWhenTheBackendDidIt() {
        enter();
        String kick =
                "<query xmlns='http://jabber.org/protocol/muc#admin'>"
                        + "<item nick='eve' role='none'/></query>";

        assertThat(ask("set", JID, kick)).isEqualTo("result");
        assertThat(backend.actions.getLast()).isInstanceOf(RoomAdministration.Kick.class);
    }

    @Test
    void onlyRoomsHaveOccupantsToKick() {
        String kick = query("http://jabber.org/protocol/muc#admin");

        assertThat(ask("set", "irc.example.org", kick)).isEqualTo("cancel service-unavailable");
    }

    @Test
    void aRoomSaysWhetherItsSubjectIsForEverybody() {
        enter();
        assertThat(info(JID)).doesNotContain("subject</", "changesubject", "subjectmod");
        tell(new RoomReport.RoomDescribed(ROOM, details(true)));
        tell(
                new LegacyEvent.SubjectChanged(
                        ROOM, new LegacyEvent.Subject("Tea", "eve", null), null));
        take();
        assertThat(info(JID))
                .contains("'muc#roominfo_subject'><value>Tea</value>")
                .contains("'muc#roominfo_subjectmod'><value>1</value>")
                .contains("'muc#roominfo_changesubject'><value>1</value>");
        tell(new RoomReport.RoomDescribed(ROOM, details(false)));
        assertThat(take().asXML()).contains("104");
        assertThat(info(JID))
                .contains("'muc#roominfo_subjectmod'><value>0</value>")
                .doesNotContain("changesubject");
    }

    @Test
    void aRoomSaysWhatItIsAndWhatTheNetworkToldOfIt() {
        assertThat(info(JID))
                .contains("category='conference'", "type='irc'")
                .contains(
                        feature("http://jabber.org/protocol/muc"),
                        feature("http://jabber.org/protocol/muc#stable_id"),
                        feature("http://jabber.org/protocol/muc#self-ping-optimization"),
                        feature("urn:xmpp:sid:0"),
                        feature("urn:xmpp:occupant-id:0"),
                        feature("muc_persistent"),
                        feature("muc_semianonymous"),
                        feature("muc_public"))
                .doesNotContain("muc_open", "muc_unsecured", "muc_unmoderated")
                .doesNotContain("nonanonymous");
        enter();
        described(true);
        assertThat(info(JID))
                .contains(feature("muc_membersonly"), feature("muc_moderated"))
                .contains(feature("muc_passwordprotected"), feature("muc_hidden"))
                .contains("'muc#roominfo_description'><value>Of tea</value>")
                .contains("'muc#roominfo_occupants'><value>2</value>")
                .contains("name='Tea'")
                .doesNotContain("muc_open", "muc_unsecured", "muc_unmoderated", "muc_public");
        described(false);
        assertThat(take().asXML()).contains("104");
        assertThat(info(JID))
                .contains(feature("muc_open"), feature("muc_unmoderated"))
                .contains(feature("muc_unsecured"), feature("muc_public"))
                .doesNotContain("muc_membersonly", "muc_moderated", "muc_hidden");
    }

    private void described(boolean closed) {
        tell(
                new RoomReport.RoomDescribed(
                        ROOM,
                        new RoomReport.RoomDetails(
                                "Tea", "Of tea", 7, closed, closed, closed, closed, true, null)));
    }

    private static String feature(String name) {
        return "<feature var='" + name + "'/>";
    }

    @Test
    void somebodyInARoomIsNotTheRoom() {
        String eve = JID + "/eve";
        assertThat(ask("get", eve, query(INFO))).isEqualTo("modify bad-request");
        assertThat(ask("get", eve, query(ITEMS))).isEqualTo("modify bad-request");
        enter();
        assertThat(ask("get", JID + "/zoe", query(ITEMS))).isEqualTo("cancel item-not-found");
        assertThat(info(eve)).contains("<feature").doesNotContain("muc_public", "roominfo");
        assertThat(answer("get", eve, query(ITEMS)).element("query").elements()).isEmpty();
        assertThat(answer("get", JID, query(ITEMS)).element("query").elements()).hasSize(2);
    }

    private String info(String address) {
        return answer("get", address, query(INFO)).asXML().replace('"', '\'');
    }

    private static RoomReport.RoomDetails details(boolean openSubject) {
        return new RoomReport.RoomDetails(
                null, null, -1, false, false, false, false, openSubject, null);
    }

    /** Until the subject, which comes last. */
    private void enter() {
        backend.onAction = this::answer;
        receive(
                "<presence from='%s' to='%s/bob'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                        .formatted(ALICE, JID));
        Element last = take();
        while (last.element("subject") == null) {
            last = take();
        }
    }

    private void answer() {
        switch (backend.actions.getLast()) {
            case UserAction.JoinRoom join ->
                    tell(
                            new LegacyEvent.RoomJoined(
                                    ROOM,
                                    join.nick(),
                                    List.of(occupant("bob"), occupant("eve")),
                                    null));
            case UserAction.LeaveRoom leave ->
                    tell(
                            new LegacyEvent.RoomLeft(
                                    ROOM, new LegacyEvent.Departure.Left(leave.reason())));
            case RoomAdministration.Kick kick -> tell(new LegacyEvent.RequestDone(kick.ref()));
            default -> {}
        }
    }

    private void tell(LegacyEvent event) {
        Objects.requireNonNull(backend.context).publish(event);
    }

    private static Occupant occupant(String nick) {
        return new Occupant(nick, Affiliation.NONE, Role.PARTICIPANT, nick, null, false);
    }
}
