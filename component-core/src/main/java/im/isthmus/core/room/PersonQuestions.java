package im.isthmus.core.room;

import im.isthmus.core.backend.ContactEvent;
import im.isthmus.core.backend.LegacyAddressee;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.backend.PersonAction;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.dom4j.Element;

/** Questions to the programs of people on the network, in a room or not. */
public final class PersonQuestions {
    private final RoomRequests requests;

    PersonQuestions(RoomRequests requests) {
        this.requests = requests;
    }

    /** Asks whether somebody is there, and answers when they do (XEP-0199). */
    public void ping(Stanza iq, LegacyAddressee whom) throws StanzaException {
        MessageRef ref = RoomMessages.ref(iq);
        ask(iq, new PersonAction.PingPerson(whom, ref));
    }

    /** Asks what somebody uses, and answers when they do (XEP-0092). */
    public void software(Stanza iq, LegacyAddressee whom) throws StanzaException {
        MessageRef ref = RoomMessages.ref(iq);
        ask(iq, new PersonAction.AskSoftware(whom, ref));
    }

    private void ask(Stanza iq, PersonAction question) throws StanzaException {
        requests.perform(question.ref(), iq.to(), iq.kind(), question, null);
    }

    /** Somebody says what they use. */
    public void told(ContactEvent.SoftwareTold event) {
        requests.answered(
                event.ref(),
                () -> {
                    Element query = Xml.element("query", "jabber:iq:version");
                    Xml.text(query, "name", event.software());
                    return query;
                });
    }
}
