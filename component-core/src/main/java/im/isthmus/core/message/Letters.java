package im.isthmus.core.message;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Text;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Empty messages from the other side of a conversation, to be filled and sent. */
final class Letters {
    private Letters() {}

    /** Who the user talks with in a conversation. */
    static Jid from(Session session, LegacyAddressee in) {
        return switch (in) {
            case LegacyAddressee.ToOccupant to -> session.rooms().occupant(to.room(), to.nick());
            case LegacyAddressee.ToContact _,
                    LegacyAddressee.ToNetwork _,
                    LegacyAddressee.ToRoom _ ->
                    session.jid(in.address());
        };
    }

    /**
     * One message for everything that has to see it: the bare JID, so that all devices and the
     * archive get it; for somebody in a room, each resource that is there.
     */
    static List<Element> toAll(Session session, LegacyAddressee in, @Nullable String id) {
        Jid from = from(session, in);
        List<Jid> to =
                in instanceof LegacyAddressee.ToOccupant occupant
                        ? session.rooms().resources(occupant.room())
                        : List.of(session.user());
        return to.stream().map(jid -> letter(in, from, jid, id)).toList();
    }

    /**
     * A message for who sent another one: that resource, or the bare JID if it has gone, for a
     * server drops what is for a resource that is not there (RFC 6121 section 8.5.3.2).
     */
    static Element toSender(Session session, LegacyAddressee in, MessageRef ref) {
        boolean here = ref.sender().isFull() && session.isHere(ref.sender());
        Jid to = here ? ref.sender() : ref.sender().bare();
        return letter(in, from(session, in), to, session.names().next());
    }

    /** Words of the gateway itself that belong to a conversation. */
    static Element note(Session session, LegacyAddressee in, Text text) {
        Jid from =
                in instanceof LegacyAddressee.ToContact || in instanceof LegacyAddressee.ToNetwork
                        ? session.jid(in.address())
                        : session.gateway(); // who is not in a room is not written to from there
        Element note = Xml.stanza("message", from, session.user(), "chat", session.names().next());
        Xml.text(note, "body", session.language().render(text));
        return note;
    }

    private static Element letter(LegacyAddressee in, Jid from, Jid to, @Nullable String id) {
        Element message = Xml.stanza("message", from, to, "chat", id);
        if (in instanceof LegacyAddressee.ToOccupant) {
            Xml.child(message, "x", "http://jabber.org/protocol/muc#user"); // XEP-0045 7.5
        }
        return message;
    }
}
