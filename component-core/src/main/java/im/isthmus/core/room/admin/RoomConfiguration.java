package im.isthmus.core.room.admin;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** What a room is configured to be, and its end (XEP-0045 sections 10.2 and 10.9). */
public final class RoomConfiguration {
    private static final String CONFIG = Muc.NS + "#roomconfig";
    private static final int MOST = 200;

    private final RoomHost host;
    private final RoomRequests requests;

    public RoomConfiguration(RoomHost host, RoomRequests requests) {
        this.host = host;
        this.requests = requests;
    }

    /** Answers a request of an owner, in or out of the room. */
    public void answer(Room room, Stanza iq, Element query) throws StanzaException {
        if (!host.abilities(room.id()).contains(Ability.CONFIGURATION)) {
            throw new StanzaException(
                    PacketError.Condition.feature_not_implemented,
                    "The rooms of this network cannot be configured from here.");
        }
        MessageRef ref = RoomMessages.ref(iq);
        if (iq.type().equals("get")) {
            order(room, iq, new RoomAdministration.FetchConfiguration(room.id(), ref));
            return;
        }
        Element destroy = Xml.find(query, "destroy", Muc.OWNER);
        Element form = Xml.find(query, "x", Forms.NAMESPACE);
        if (destroy != null) {
            String reason = Xml.findText(destroy, "reason", Muc.OWNER);
            order(
                    room,
                    iq,
                    new RoomAdministration.Destroy(
                            room.id(), ref, reason == null ? "" : reason.strip()));
        } else if (form != null && form.attributeValue("type", "").equals("cancel")) {
            host.send(Replies.result(iq, null));
        } else if (form != null && form.attributeValue("type", "").equals("submit")) {
            order(room, iq, new RoomAdministration.Configure(room.id(), ref, values(form)));
        } else {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "Send the filled-in form, or an end.");
        }
    }

    /** The network says what there is to configure. */
    public void fetched(RoomReport.ConfigurationFetched event) {
        requests.answered(
                event.ref(),
                () -> {
                    Element query = Xml.element("query", Muc.OWNER);
                    Element form = Forms.of("form", CONFIG);
                    for (Registration.Field field : event.fields()) {
                        Forms.field(
                                form, field, field.required(), field.initial(), host.language());
                    }
                    query.add(form);
                    return query;
                });
    }

    private void order(Room room, Stanza iq, RoomAdministration order) throws StanzaException {
        requests.perform(order.ref(), room, iq.kind(), order);
    }

    private static Map<String, List<String>> values(Element form) throws StanzaException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Element field : form.elements("field")) {
            String name = field.attributeValue("var", "");
            List<String> given = field.elements("value").stream().map(Element::getText).toList();
            boolean type = name.equals("FORM_TYPE");
            if (values.size() >= MOST || (type && !given.equals(List.of(CONFIG)))) {
                throw new StanzaException(
                        PacketError.Condition.bad_request, "This is no form of this room.");
            }
            if (!type && !name.isEmpty()) {
                values.put(name, given);
            }
        }
        return values;
    }
}
