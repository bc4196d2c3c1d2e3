package im.isthmus.core.router;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import java.util.EnumSet;
import org.dom4j.Element;

/** Alice talks with Bob, whose network can carry everything. */
abstract class ConversationScenario extends RouterScenario {
    static final LegacyContact BOB = new LegacyContact("bob%net");
    static final LegacyAddressee TO_BOB = new LegacyAddressee.ToContact(BOB);
    static final String BOB_JID = "bob%net@irc.example.org";

    ConversationScenario() {
        backend.abilities = EnumSet.allOf(Ability.class);
    }

    /** Alice's phone sends a message with id {@code m1}. */
    void sends(String content) {
        receive(message(BOB_JID, "chat", content));
        settle();
    }

    /** Waits until everything before is handled. */
    void settle() {
        while (!answer("get", "irc.example.org", PING).getName().equals("iq")) {
            // what came before is of no interest
        }
    }

    /** What Alice's phone asked of the network, the latest. */
    UserAction asked() {
        return backend.actions.getLast();
    }

    /** Alice says something that the network calls {@code legacyId}. */
    MessageRef says(String id, String legacyId) {
        receive(
                "<message type='chat' id='%s' from='%s' to='%s'><body>x</body></message>"
                        .formatted(id, ALICE, BOB_JID));
        settle();
        MessageRef ref = new MessageRef(jid(ALICE), id, null);
        publish(new MessageEvent.MessageAccepted(TO_BOB, ref, legacyId));
        return ref;
    }

    /** The next stanza, readable. */
    String shown() {
        return readable(take());
    }

    static String readable(Element stanza) {
        return stanza.asXML()
                .replace('"', '\'')
                .replace("urn:ietf:params:xml:ns:xmpp-stanzas", "stanzas")
                .replace("http://jabber.org/protocol/chatstates", "chatstates")
                .replace("urn:xmpp:", "")
                .replace(" xml:lang='en'", "")
                .replace(" xmlns:xml='http://www.w3.org/XML/1998/namespace'", "")
                .replaceAll("'~[0-9A-Za-z_-]{19}'", "'*'");
    }
}
