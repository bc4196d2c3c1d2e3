package im.isthmus.core.message;

import im.isthmus.core.address.Jid;
import im.isthmus.core.privilege.PublishOptions;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the user's other clients up to where a room was read (XEP-0490), where the user's server
 * lets us. Outside rooms that takes ids that only the user's server knows.
 */
final class DisplayedSync {
    private static final Logger LOG = LoggerFactory.getLogger(DisplayedSync.class);

    private static final String NODE = "urn:xmpp:mds:displayed:0";
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private DisplayedSync() {}

    /** The user has seen everything in a room up to a message. */
    static void publish(Session session, Jid room, String stanzaId) {
        Jid user = session.user();
        if (!session.privileges().maySendIq(user, "set", PUBSUB)) {
            return;
        }
        Element iq = Xml.stanza("iq", user, user, "set", session.names().next());
        Element pubsub = Xml.child(iq, "pubsub", PUBSUB);
        Element publish = Xml.attribute(Xml.child(pubsub, "publish"), "node", NODE);
        Element item = Xml.attribute(Xml.child(publish, "item"), "id", room.toString());
        Element id = Xml.child(Xml.child(item, "displayed", NODE), "stanza-id", "urn:xmpp:sid:0");
        Xml.attribute(Xml.attribute(id, "by", room.toString()), "id", stanzaId);
        PublishOptions.add(pubsub);
        session.privileges()
                .iqAs(user, iq)
                .ifPresent(answer -> {
                    var _ =
                            answer.exceptionally(problem -> {
                                LOG.debug("displayed=unpublished user={}", user, problem);
                                return iq;
                            });
                });
    }
}
