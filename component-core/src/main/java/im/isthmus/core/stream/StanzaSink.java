package im.isthmus.core.stream;

import org.dom4j.Element;

/** Where stanzas leave for the XMPP server; callable from any thread. */
public interface StanzaSink {
    /**
     * Hands a stanza to the stream. Stanzas of one calling thread leave in the order given. Waits
     * while the outgoing buffer is full; characters illegal in XML 1.0 are replaced by U+FFFD.
     *
     * <p>Elements without a namespace at the top and below it belong to the stream's namespace.
     *
     * @throws IllegalArgumentException if {@code from} is not of our domain or {@code to} is
     *     missing, since the server would close the stream for it (RFC 6120 section 4.9.3.9)
     * @throws StreamDownException if there is no connection; the stanza is kept nowhere
     */
    void send(Element stanza);
}
