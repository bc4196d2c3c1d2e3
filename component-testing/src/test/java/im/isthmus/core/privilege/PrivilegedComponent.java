package im.isthmus.core.privilege;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.StreamListener;
import im.isthmus.core.stream.transport.Endpoint;
import org.dom4j.Element;

/** A component that does nothing but note what it is granted. */
final class PrivilegedComponent implements StreamListener, AutoCloseable {
    final Privileges privileges;
    private final ComponentStream stream;

    PrivilegedComponent(String domain, Endpoint endpoint) {
        stream = new ComponentStream(StreamConfig.of(jid(domain), "secret", endpoint), this);
        privileges = new Privileges(jid(domain), stream, stream);
        stream.start();
    }

    static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String reason) {
        privileges.forget();
    }

    @Override
    public void received(Stanza stanza) {
        privileges.note(stanza);
    }

    @Override
    public void unaddressable(Element stanza, InvalidJidException problem) {}

    @Override
    public void close() {
        stream.close();
    }
}
