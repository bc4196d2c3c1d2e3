package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.session.Session;
import im.isthmus.core.stream.Stanza;
import org.dom4j.Element;

/**
 * An iq of type get or set.
 *
 * @param payload its one child element
 * @param address whom it asks
 * @param session the requester's
 */
public record IqRequest(Stanza stanza, Element payload, LegacyAddress address, Session session) {}
