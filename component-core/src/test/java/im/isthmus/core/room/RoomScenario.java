package im.isthmus.core.room;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** The rooms of me@x at the gateway gw, played from both sides. */
final class RoomScenario {
    static final LegacyRoom ROOM = new LegacyRoom("#c");
    static final String A = "me@x/a";
    static final String B = "me@x/b";

    final RecordingHost host = new RecordingHost();
    final Rooms rooms;

    RoomScenario() {
        this(RoomSettings.standard());
    }

    RoomScenario(RoomSettings settings) {
        this.rooms = new Rooms(host, settings);
    }

    /** A scenario in which resource A is in as bob, with alice, and that is forgotten. */
    static RoomScenario joined() {
        RoomScenario scenario = new RoomScenario();
        scenario.joins(A, "bob");
        scenario.lets("bob", "alice", "bob");
        scenario.forget();
        return scenario;
    }

    /** A resource asks to be let in. */
    void joins(String resource, String nick) {
        joins(resource, nick, "");
    }

    void joins(String resource, String nick, String inX) {
        gets(
                "<presence id='j1' from='%s' to='#c@gw/%s'><x xmlns='%s'>%s</x></presence>"
                        .formatted(resource, nick, Muc.NS, inX));
    }

    /** A resource leaves. */
    void leaves(String resource, String nick) {
        gets("<presence type='unavailable' from='%s' to='#c@gw/%s'/>".formatted(resource, nick));
    }

    /** A resource writes to the room. */
    void writes(String resource, String id, String body) {
        gets(
                "<message type='groupchat' id='%s' from='%s' to='#c@gw'><body>%s</body></message>"
                        .formatted(id, resource, body));
    }

    /** The network lets the user in. */
    void lets(String ownNick, String... nicks) {
        List<Occupant> occupants = new ArrayList<>();
        for (String nick : nicks) {
            occupants.add(occupant(nick));
        }
        tells(new LegacyEvent.RoomJoined(ROOM, ownNick, occupants, null));
    }

    /** Somebody says something. */
    void says(String nick, String body) {
        tells(new LegacyEvent.RoomMessage(ROOM, nick, body, null, null, null));
    }

    void tells(LegacyEvent.RoomEvent event) {
        rooms.events().inbound(event);
    }

    /** A stanza of the user comes in; what a handler throws is answered as the router would. */
    void gets(String xml) {
        Stanza stanza = stanza(xml);
        try {
            switch (stanza.kind()) {
                case PRESENCE -> rooms.entry().presence(stanza, ROOM);
                case MESSAGE -> rooms.stanzas().message(stanza, ROOM);
                case IQ -> iq(stanza);
            }
        } catch (StanzaException e) {
            host.send(Replies.error(stanza, e));
        }
    }

    private void iq(Stanza stanza) throws StanzaException {
        if (stanza.element().element("ping") != null) {
            rooms.stanzas().ping(stanza, ROOM);
        } else {
            Element query = stanza.element().elements().getFirst();
            if (query.getNamespaceURI().equals(Muc.OWNER)) {
                rooms.stanzas().own(stanza, query, ROOM);
            } else {
                rooms.stanzas().admin(stanza, ROOM);
            }
        }
    }

    /** What was sent since the last time, readable. */
    List<String> sent() {
        List<String> sent = host.stanzas.stream().map(RoomScenario::readable).toList();
        host.stanzas.clear();
        return sent;
    }

    /** What was asked of the backend since the last time. */
    List<UserAction> asked() {
        List<UserAction> asked = List.copyOf(host.actions);
        host.actions.clear();
        return asked;
    }

    void forget() {
        host.stanzas.clear();
        host.actions.clear();
    }

    static Occupant occupant(String nick) {
        return occupant(nick, Occupant.Role.PARTICIPANT, false);
    }

    static Occupant occupant(String nick, Occupant.Role role, boolean away) {
        return new Occupant(nick, Occupant.Affiliation.NONE, role, nick + "!", null, away);
    }

    static Subject subject(String text) {
        return new Subject(text, null, null);
    }

    static MessageRef ref(String resource, @Nullable String id) {
        return new MessageRef(RecordingHost.parsed(resource), id, null);
    }

    static Stanza stanza(String xml) {
        try {
            Element element = DocumentHelper.parseText(xml).getRootElement();
            element.detach();
            String type = element.attributeValue("type");
            return new Stanza(
                    Stanza.Kind.valueOf(element.getName().toUpperCase(Locale.ROOT)),
                    type == null ? "" : type,
                    element.attributeValue("id"),
                    RecordingHost.parsed(element.attributeValue("from")),
                    RecordingHost.parsed(element.attributeValue("to")),
                    element);
        } catch (DocumentException e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    /** XML with short namespaces, single quotes, and stars for random ids. */
    private static String readable(Element stanza) {
        return stanza.asXML()
                .replace('"', '\'')
                .replace("http://jabber.org/protocol/muc", "muc")
                .replace("urn:ietf:params:xml:ns:xmpp-stanzas", "stanzas")
                .replace("urn:xmpp:", "")
                .replace(" xml:lang='en'", "")
                .replace(" xmlns:xml='http://www.w3.org/XML/1998/namespace'", "")
                .replaceAll("'~[0-9A-Za-z_-]{19}'", "'*'");
    }
}
