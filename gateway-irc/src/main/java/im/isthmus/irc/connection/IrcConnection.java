package im.isthmus.irc.connection;

import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an IRC server. What it tells about the network ({@link #supports}, {@link
 * #nick} and so on) changes just before the listener hears of the message that changed it.
 */
public final class IrcConnection {
    private final ConnectionConfig config;
    private final IrcIdentity identity;

    private IrcConnection(ConnectionConfig config, IrcIdentity identity) {
        this.config = config;
        this.identity = identity;
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
        owner.accept(() -> listener.closed(new CloseReason.ConnectFailed("not built yet")));
        return new IrcConnection(config, identity);
    }

    /**
     * Sends a message when its turn comes: after the user is registered and at the pace of the
     * network. Callable from any thread, never blocks. After the end it does nothing.
     *
     * @throws IrcQueueFullException if too many wait already
     * @throws IllegalArgumentException if the line is over the limit of the network and cutting its
     *     last parameter would change what it means
     */
    public void send(IrcMessage message) throws IrcQueueFullException {}

    /** Sends a message before all others, at once. For what the network itself waits for. */
    public void sendUrgent(IrcMessage message) {}

    /** Says goodbye and closes; returns at once. The listener hears only the end after it. */
    public void quit(String reason) {}

    /** Cuts texts to what fits a line to the network now. */
    public LineSplitter splitter() {
        return new LineSplitter(supports().lineLength(), 100, config.sendCharset());
    }

    /** What the server supports by ISUPPORT. */
    public Supports supports() {
        return Supports.NOTHING;
    }

    /** The capabilities that are enabled. */
    public Set<String> capabilities() {
        return Set.of();
    }

    /** The own nick as it is now, or as it is being tried. */
    public String nick() {
        return identity.nick();
    }

    /** The own {@code nick!user@host} as others see it; null before it is known. */
    public @Nullable String prefix() {
        return null;
    }

    /** Whether the user was welcomed and the connection is not over. */
    public boolean registered() {
        return false;
    }
}
