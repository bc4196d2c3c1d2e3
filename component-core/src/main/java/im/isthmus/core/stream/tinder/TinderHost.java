package im.isthmus.core.stream.tinder;

import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.StreamDownException;
import im.isthmus.core.stream.StreamStatistics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentException;
import org.xmpp.component.ComponentManager;
import org.xmpp.component.IQResultListener;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Packet;

/**
 * Runs one component written against Tinder's API, unchanged, over a {@link ComponentStream}.
 *
 * <p>The component is started each time the stream is up and shut down each time it is lost, as
 * Whack does. Stanzas of one sender reach {@link Component#processPacket} one after the other,
 * those of different senders side by side. While too many are under way the stream is not read, so
 * nothing is dropped here; a component that puts them into a queue of its own, such as {@link
 * org.xmpp.component.AbstractComponent}, must make that large enough itself.
 */
public final class TinderHost implements ComponentManager, AutoCloseable {
    /** How long a listener waits for its answer. */
    private static final Duration LISTENER_PATIENCE = Duration.ofMinutes(5);

    private final StreamConfig config;
    private final String serverName;
    private final Component component;
    private final PropertyStore properties;
    private final ComponentStream stream;

    /**
     * @param serverName the XMPP domain of the server, which XEP-0114 does not tell
     */
    public TinderHost(
            StreamConfig config, String serverName, Component component, PropertyStore properties) {
        this.config = config;
        this.serverName = serverName;
        this.component = component;
        this.properties = properties;
        TinderCalls calls = new TinderCalls(config, component, this::answer);
        this.stream = new ComponentStream(config, calls);
    }

    /**
     * Initializes the component and connects in the background.
     *
     * @throws ComponentException if the component cannot be initialized
     */
    public void start() throws ComponentException {
        component.initialize(config.domain().toTinder(), this);
        stream.start();
    }

    /** Shuts the component down and ends the stream. */
    @Override
    public void close() {
        stream.close();
    }

    /** The counters of the stream. */
    public StreamStatistics statistics() {
        return stream.statistics();
    }

    private void answer(Element stanza) {
        stream.send(stanza);
    }

    /**
     * @throws ComponentException always: one host has one component
     */
    @Override
    public void addComponent(String subdomain, Component other) throws ComponentException {
        throw new ComponentException("a TinderHost runs one component, which it was made with");
    }

    @Override
    public void removeComponent(String subdomain) throws ComponentException {
        String domain = config.domain().toString();
        if (!domain.equals(subdomain) && !domain.startsWith(subdomain + '.')) {
            throw new ComponentException("no component " + subdomain + " runs here");
        }
        close();
    }

    /**
     * Sends a packet; without {@code from} it comes from the component's domain.
     *
     * @throws ComponentException if there is no connection, or the packet must not leave
     */
    @Override
    public void sendPacket(Component sender, Packet packet) throws ComponentException {
        Element element = packet.getElement();
        addSender(element);
        try {
            stream.send(element);
        } catch (StreamDownException | IllegalArgumentException e) {
            throw new ComponentException(e.getMessage(), e);
        }
    }

    private void addSender(Element element) {
        if (element.attributeValue("from") == null) {
            element.addAttribute("from", config.domain().toString());
        }
    }

    /**
     * Asks and waits for the answer, which may be an error.
     *
     * @param timeout in milliseconds
     * @return null if none came in time
     * @throws ComponentException if there is no connection, or it is lost meanwhile
     */
    @Override
    @SuppressWarnings("NullAway") // Tinder's interface knows no nullness; callers expect null.
    public IQ query(Component asking, IQ iq, long timeout) throws ComponentException {
        try {
            return ask(iq, Duration.ofMillis(timeout)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComponentException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return null;
            }
            throw new ComponentException(String.valueOf(e.getCause()), e);
        }
    }

    /** As with a time-out of five minutes. */
    @Override
    public void query(Component asking, IQ iq, IQResultListener listener)
            throws ComponentException {
        query(asking, iq, listener, LISTENER_PATIENCE.toMillis());
    }

    /**
     * Asks; the listener is called on another thread, with a time-out also if the connection is
     * lost meanwhile.
     *
     * @param timeout in milliseconds
     * @throws ComponentException if there is no connection
     */
    public void query(Component asking, IQ iq, IQResultListener listener, long timeout)
            throws ComponentException {
        String id = iq.getID();
        CompletableFuture<IQ> answer = ask(iq, Duration.ofMillis(timeout));
        Thread.ofVirtual().start(() -> tell(listener, id, answer));
    }

    private static void tell(IQResultListener listener, String id, CompletableFuture<IQ> answer) {
        IQ received;
        try {
            received = answer.get();
        } catch (InterruptedException | ExecutionException e) {
            listener.answerTimeout(id);
            return;
        }
        listener.receivedAnswer(received);
    }

    /** The stream's requests have ids of its own; the component sees the one it gave. */
    private CompletableFuture<IQ> ask(IQ iq, Duration timeout) throws ComponentException {
        if (!stream.isConnected()) {
            throw new ComponentException("not connected to the XMPP server");
        }
        String id = iq.getID();
        Element request = iq.getElement().createCopy();
        addSender(request);
        try {
            return stream.exchange(request, timeout)
                    .thenApply(answer -> {
                        answer.addAttribute("id", id);
                        return new IQ(answer, true);
                    });
        } catch (IllegalArgumentException e) {
            throw new ComponentException(e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Tinder's interface knows no nullness; callers expect null.
    public String getProperty(String name) {
        return properties.get(name);
    }

    @Override
    public void setProperty(String name, @Nullable String value) {
        properties.set(name, value);
    }

    @Override
    public String getServerName() {
        return serverName;
    }

    @Override
    public boolean isExternalMode() {
        return true;
    }
}
