package im.isthmus.program.rehearsal;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An XMPP server to which components connect (XEP-0114), and all of its users. */
final class XmppStandIn extends StandIn {
    private static final Pattern HEADER = Pattern.compile("<stream:stream[^>]* to=[\"']([^\"']+)");
    private static final String PING = "|<iq[^>]*id='(?<id>[^']*)'[^>]*><ping";
    private static final int PATIENCE_SECONDS = 60;

    private final Map<String, Component> components = new ConcurrentHashMap<>();
    private final CountDownLatch awaited;

    /**
     * @param components how many are awaited
     */
    XmppStandIn(int components) throws IOException {
        awaited = new CountDownLatch(components);
    }

    /** The other end of a component's stream. */
    record Component(String domain, Socket socket, Scanner incoming, CountDownLatch closed) {
        void send(String stanzas) throws IOException {
            socket.getOutputStream().write(stanzas.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads on until something was sent so many times; answers pings meanwhile. */
        void await(String what, int times) throws IOException {
            Pattern pattern = Pattern.compile(what + PING);
            for (int seen = 0; seen < times; ) {
                if (incoming.findWithinHorizon(pattern, 0) == null) {
                    throw new IOException(
                            "the component sent " + what + " only " + seen + " times");
                }
                String ping = incoming.match().group("id");
                if (ping == null) {
                    seen++;
                } else {
                    send(
                            "<iq type='result' id='"
                                    + ping
                                    + "' from='"
                                    + domain
                                    + "' to='"
                                    + domain
                                    + "'/>");
                }
            }
        }
    }

    /**
     * A component, once all are connected.
     *
     * @throws IOException if some did not come in a minute
     */
    Component component(String domain) throws IOException, InterruptedException {
        if (!awaited.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("connected so far: " + components.keySet());
        }
        Component component = components.get(domain);
        if (component == null) {
            throw new IOException("no component " + domain + ", only " + components.keySet());
        }
        return component;
    }

    @Override
    void serve(Socket socket) throws IOException {
        Scanner incoming = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8);
        incoming.findWithinHorizon(HEADER, 0);
        String domain = incoming.match().group(1);
        Component component = new Component(domain, socket, incoming, new CountDownLatch(1));
        component.send(
                "<stream:stream xmlns='jabber:component:accept' id='rehearsal' from='"
                        + domain
                        + "' xmlns:stream='http://etherx.jabber.org/streams'>");
        component.await("</handshake>", 1);
        component.send("<handshake/>");
        components.put(domain, component);
        awaited.countDown();
        try {
            component.closed().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        components.values().forEach(component -> component.closed().countDown());
        super.close();
    }
}
