package im.isthmus.core.stream;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.testing.FakeXmppServer;
import java.time.Duration;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;

/** Streams that do not waste a test's time between attempts. */
final class TestStreams {
    static final String DOMAIN = "irc.localhost";
    static final String SECRET = "secret";

    static final StreamTimings TIMINGS =
            StreamTimings.DEFAULT.withRetries(
                    Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(50));

    private TestStreams() {}

    static FakeXmppServer server() {
        return FakeXmppServer.listen(DOMAIN, SECRET);
    }

    static StreamConfig config(FakeXmppServer server) {
        return config(server.endpoint());
    }

    static StreamConfig config(Endpoint endpoint) {
        return StreamConfig.of(jid(DOMAIN), SECRET, endpoint).withTimings(TIMINGS);
    }

    static ComponentStream start(StreamConfig config, StreamListener listener) {
        ComponentStream stream = new ComponentStream(config, listener);
        stream.start();
        return stream;
    }

    static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Element xml(String text) {
        try {
            return DocumentHelper.parseText(text).getRootElement();
        } catch (DocumentException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Element message(String from, String body) {
        Element message = DocumentHelper.createElement("message");
        message.addAttribute("from", from).addAttribute("to", "user@example.org");
        message.addElement("body").setText(body);
        return message;
    }
}
