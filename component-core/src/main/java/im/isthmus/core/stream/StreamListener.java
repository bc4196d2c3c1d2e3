package im.isthmus.core.stream;

import im.isthmus.core.address.InvalidJidException;
import org.dom4j.Element;

/**
 * What the connection tells the layer above. All calls come from one thread at a time, in order.
 */
public interface StreamListener {
    /** The handshake is done: stanzas can be sent. */
    void connected();

    /** The link is gone; requests in flight have been failed. The stream reconnects by itself. */
    void disconnected(String reason);

    /**
     * A stanza arrived. Blocking here stops the reading, that is: pushes back through TCP.
     * Exceptions are logged and cost this stanza only.
     */
    void received(Stanza stanza);

    /**
     * A stanza arrived whose from or to is no JID by RFC 7622. The listener answers it, if it may
     * be answered at all.
     *
     * @param stanza as sent
     */
    void unaddressable(Element stanza, InvalidJidException problem);
}
