package im.isthmus.irc.connection;

import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.Dialer;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.connection.sending.IrcQueueFullException;
import im.isthmus.irc.connection.sending.OutgoingLine;
import im.isthmus.irc.connection.sending.SendQueue;
import im.isthmus.irc.connection.sending.TokenBucket;
import im.isthmus.irc.connection.sending.Writing;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an IRC server. What it tells about the network ({@link #supports}, {@link
 * #nick} and so on) changes just before the listener hears of the message that changed it.
 */
public final class IrcConnection {
    private final ConnectionConfig config;
    private final SendQueue queue;
    private final Link link;
    private final Conversation conversation;

    private IrcConnection(
            ConnectionConfig config,
            IrcIdentity identity,
            Consumer<Runnable> owner,
            IrcListener listener) {
        var bucket = new TokenBucket(config.burst(), config.linesPerSecond(), System::nanoTime);
        this.config = config;
        this.queue = new SendQueue(config.queueLines(), bucket);
        this.conversation =
                new Conversation(config, identity, listener, queue, this::sendUrgent, this::end);
        this.link =
                new Link(
                        config,
                        new Dialer(config, identity.certificate()),
                        owner,
                        queue,
                        conversation);
    }

    /**
     * Starts to connect and returns at once.
     *
     * @param owner runs every call to the listener: all complete lines of one read of the socket in
     *     one task. While it blocks nothing is read, which is the back-pressure to the server.
     */
    public static IrcConnection open(
            ConnectionConfig config,
            IrcIdentity identity,
            Consumer<Runnable> owner,
            IrcListener listener) {
        var connection = new IrcConnection(config, identity, owner, listener);
        connection.link.start();
        return connection;
    }

    /**
     * Sends a message when its turn comes: after the user is registered and at the pace of the
     * network. Callable from any thread, never blocks. After the end it does nothing.
     *
     * @throws IrcQueueFullException if too many wait already
     * @throws IllegalArgumentException if the line is over the limit of the network and cutting its
     *     last parameter would change what it means
     */
    public void send(IrcMessage message) throws IrcQueueFullException {
        send(message, Writing.UNHEARD);
    }

    /** As {@link #send(IrcMessage)}, for who wants to hear of it. */
    public void send(IrcMessage message, Writing writing) throws IrcQueueFullException {
        queue.add(encode(message), writing);
    }

    /** As {@link #send(IrcMessage, Writing)}, for lines that nothing may come between. */
    public void send(List<IrcMessage> messages, Writing writing) throws IrcQueueFullException {
        if (messages.size() == 1) {
            send(messages.getFirst(), writing);
            return;
        }
        var lines = new ByteArrayOutputStream();
        messages.forEach(message -> lines.writeBytes(encode(message)));
        queue.add(lines.toByteArray(), writing);
    }

    /**
     * Sends a message before all others, at once. For what the network itself waits for.
     *
     * @throws IllegalArgumentException as {@link #send} does
     */
    public void sendUrgent(IrcMessage message) {
        if (!queue.addUrgent(encode(message))) {
            link.timedOut("The server does not read");
        }
    }

    /** Says goodbye and closes; returns at once. The listener hears only the end after it. */
    public void quit(String reason) {
        end(new CloseReason.Quit(reason));
    }

    /** Cuts texts to what fits a line to the network now. */
    public LineSplitter splitter() {
        return splitter("");
    }

    /** As {@link #splitter()}, in the character set that a nick or channel has. */
    public LineSplitter splitter(String target) {
        return new LineSplitter(
                supports().lineLength(), conversation.self().prefixBytes(), charset(target));
    }

    /** Whether a text can be written in the character set that a nick or channel has. */
    public boolean carries(String target, String text) {
        return charset(target).newEncoder().canEncode(text);
    }

    /** What the server supports by ISUPPORT. */
    public Supports supports() {
        return conversation.supports();
    }

    /** The capabilities that are enabled. */
    public Set<String> capabilities() {
        return conversation.capabilities();
    }

    /**
     * What the server said about a capability, may be empty; null if it does not offer it. For the
     * owner only.
     */
    public @Nullable String offered(String capability) {
        return conversation.offered(capability);
    }

    /** The server that is reached with TLS; null if there is none. */
    public @Nullable IrcServerAddress securedServer() {
        return link.securedServer();
    }

    /** Whether passwords may go over this connection: with TLS, or where none is wanted. */
    public boolean mayHearSecrets() {
        return link.securedServer() != null || config.tls() == ConnectionConfig.Tls.OFF;
    }

    /** The own nick as it is now, or as it is being tried. */
    public String nick() {
        return conversation.self().nick();
    }

    /** The own {@code nick!user@host} as others see it; null before it is known. */
    public @Nullable String prefix() {
        return conversation.self().prefix();
    }

    /** Whether the user was welcomed and the connection is not over. */
    public boolean registered() {
        return conversation.registered() && !link.ending();
    }

    /** Ends it in good manners. */
    private void end(CloseReason reason) {
        String text = reason instanceof CloseReason.Quit quit ? quit.text() : "";
        IrcMessage goodbye = IrcMessage.of("QUIT", text.replaceAll("[\r\n\0]+", " "));
        if (link.beginEnd(reason)) {
            sendUrgent(goodbye);
            link.closeSoon();
        }
    }

    private byte[] encode(IrcMessage message) {
        return OutgoingLine.encode(message, charset(message.param(0)), supports().lineLength());
    }

    private Charset charset(String target) {
        return config.encodings().sentTo(target, supports().utf8Only());
    }
}
