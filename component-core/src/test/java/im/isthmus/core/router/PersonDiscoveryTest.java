package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.ContactEvent.Fact;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendFailure;
import java.util.List;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

/** What service discovery says of somebody on a network that can be asked. */
class PersonDiscoveryTest extends ConversationScenario {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final LegacyRoom ROOM = new LegacyRoom("#c%net");
    private static final String ROOM_JID = "#c%net@irc.example.org";
    private static final Profile SAID =
            new Profile(
                    "Bob B.",
                    List.of(),
                    null,
                    List.of(),
                    List.of(
                            new Fact("server", "Server", List.of("irc.test")),
                            new Fact("channels", "Channels", List.of("#a", "@#b"))));

    @Test
    void whatTheNetworkSaysIsAFormAndTheNameIsTheIdentitys() {
        ask(BOB_JID);
        publish(new ProfileFetched(BOB, fetch().ref(), SAID));

        Element query = take().element("query");
        assertThat(query.element("identity").attributeValue("name")).isEqualTo("Bob B.");
        assertThat(query.asXML().replace('"', '\''))
                .contains(
                        "<feature var='" + INFO + "'/>",
                        "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE'"
                                + " type='hidden'><value>https://isthmus.im/person</value></field>"
                                + "<field var='server' type='text-single' label='Server'>"
                                + "<value>irc.test</value></field>"
                                + "<field var='channels' type='text-multi' label='Channels'>"
                                + "<value>#a</value><value>@#b</value></field></x>");
    }

    @Test
    void whoIsNotThereIsNotFoundAndTheNetworkIsAskedOnceForAll() {
        ask(BOB_JID);
        ask(BOB_JID);
        FetchProfile fetch = fetch();
        assertThat(backend.actions).filteredOn(each -> each instanceof FetchProfile).hasSize(1);
        publish(new RequestFailed(fetch.ref(), new BackendFailure.NotFound("Nobody.")));

        assertThat(errorOf(take())).isEqualTo("cancel item-not-found");
        assertThat(errorOf(take())).isEqualTo("cancel item-not-found");
        assertNothingMore();
    }

    @Test
    void aNetworkThatDoesNotAnswerIsNoReasonToSayNothing() {
        ask(BOB_JID);
        publish(new RequestFailed(fetch().ref(), new BackendFailure.Unreachable("Lost.")));

        Element query = take().element("query");
        assertThat(query.element("identity").attributeValue("name")).isEqualTo(BOB.localpart());
        assertThat(query.element("x")).isNull();
    }

    @Test
    void whatWasSoOnceIsNotTold() {
        ask(BOB_JID);
        publish(new ProfileFetched(BOB, fetch().ref(), SAID));
        take();
        backend.failure = new BackendFailure.NotAllowed("You are not on this network.");
        ask(BOB_JID);

        Element query = take().element("query");
        assertThat(query.element("identity").attributeValue("name")).isEqualTo("Bob B.");
        assertThat(query.element("x")).isNull();
    }

    @Test
    void theHashOfPresenceIsOverWhatLasts() {
        receive(
                "<iq type='get' id='i1' from='%s' to='%s'><query xmlns='%s' node='x'/></iq>"
                        .formatted(ALICE, BOB_JID, INFO));
        assertThat(errorOf(take())).isEqualTo("cancel item-not-found");
        assertThat(backend.actions).noneMatch(each -> each instanceof FetchProfile);
    }

    @Test
    void somebodyInARoomIsAskedAboutLikeAnybodyElse() {
        ask(ROOM_JID + "/eve");
        assertThat(errorOf(take())).isEqualTo("modify bad-request");
        enter();
        ask(ROOM_JID + "/nobody");
        assertThat(errorOf(take())).isEqualTo("cancel item-not-found");
        ask(ROOM_JID + "/eve");
        FetchProfile fetch = fetch();
        assertThat(fetch.contact()).isEqualTo(new LegacyContact("eve%net"));
        publish(new ProfileFetched(fetch.contact(), fetch.ref(), SAID));

        Element answer = take();
        assertThat(answer.attributeValue("from")).isEqualTo(ROOM_JID + "/eve");
        assertThat(answer.asXML()).contains("Bob B.").doesNotContain("muc#roominfo");
        ask(ROOM_JID);
        assertThat(take().asXML()).contains("muc#roominfo");
    }

    private void enter() {
        backend.onAction =
                () -> {
                    if (backend.actions.getLast() instanceof UserAction.JoinRoom join) {
                        publish(
                                new RoomJoined(
                                        ROOM,
                                        join.nick(),
                                        List.of(occupant("alice"), occupant("eve")),
                                        null));
                    }
                };
        receive(
                "<presence from='%s' to='%s/alice'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                        .formatted(ALICE, ROOM_JID));
        Element last = take();
        while (last.element("subject") == null) {
            last = take();
        }
    }

    private static Occupant occupant(String nick) {
        return new Occupant(nick, Affiliation.NONE, Role.PARTICIPANT, nick, null, false);
    }

    private void assertNothingMore() {
        assertThat(answer("get", "irc.example.org", PING).getName()).isEqualTo("iq");
        assertThat(sent).isEmpty();
    }

    private void ask(String to) {
        receive(
                "<iq type='get' id='i1' from='%s' to='%s'>%s</iq>"
                        .formatted(ALICE, to, query(INFO)));
    }

    /** What the network is asked once everything before is handled. */
    private FetchProfile fetch() {
        settle();
        return backend.actions.stream()
                .filter(FetchProfile.class::isInstance)
                .map(FetchProfile.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
