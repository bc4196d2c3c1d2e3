package im.isthmus.irc.network;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.connection.IrcConnection;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.sending.IrcQueueFullException;
import im.isthmus.irc.connection.sending.Writing;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.network.connecting.Connector;
import im.isthmus.irc.pending.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server at the other end of a link, as it is now: sends to it and knows its ways. */
public final class Server {
    private static final Duration BUSY = Duration.ofSeconds(30);

    private final Connector connector;
    private final Labels labels = new Labels();
    private int channels;

    Server(Connector connector) {
        this.connector = connector;
    }

    /** Whether it has welcomed the user. */
    public boolean online() {
        return connector.online() != null;
    }

    /** The user's nick there; empty if there is no connection. */
    public String nick() {
        IrcConnection connection = connector.connection();
        return connection == null ? "" : connection.nick();
    }

    /** Whether a nick is the user's. */
    public boolean isMe(String nick) {
        IrcConnection connection = connector.connection();
        return connection != null && mapping().same(connection.nick(), nick);
    }

    /** What it supports, as far as it has told. */
    public Supports supports() {
        IrcConnection connection = connector.connection();
        return connection == null ? Supports.NOTHING : connection.supports();
    }

    /** Which names are the same there. */
    public CaseMapping mapping() {
        return supports().caseMapping();
    }

    /** A name in the one spelling of all that are the same there. */
    public String fold(String name) {
        return mapping().fold(name);
    }

    /** Whether a capability of IRCv3 is on. */
    public boolean has(String capability) {
        IrcConnection connection = connector.connection();
        return connection != null && connection.capabilities().contains(capability);
    }

    /** The capabilities of IRCv3 that are on. */
    public Set<String> capabilities() {
        IrcConnection connection = connector.connection();
        return connection == null ? Set.of() : connection.capabilities();
    }

    /** What the server said about a capability, may be empty; null if it does not offer it. */
    public @Nullable String offered(String capability) {
        IrcConnection connection = connector.connection();
        return connection == null ? null : connection.offered(capability);
    }

    /** Whether passwords may go over this connection: with TLS, or where none is wanted. */
    public boolean mayHearSecrets() {
        IrcConnection connection = connector.online();
        return connection != null && connection.mayHearSecrets();
    }

    /** Where it is reached with TLS; null if it is not. */
    public @Nullable IrcServerAddress secured() {
        IrcConnection connection = connector.online();
        return connection == null ? null : connection.securedServer();
    }

    public Labels labels() {
        return labels;
    }

    /** How many channels the network has, as it told at the welcome; 0 if it did not. */
    public int channels() {
        return channels;
    }

    /** The network tells how many channels it has. */
    public void channels(int count) {
        channels = count;
    }

    /**
     * The first of so many labels; 0 if it does not give labels back, for which it has to have
     * batches (IRCv3 labeled-response).
     */
    public long label(int count) {
        return has("labeled-response") && has("batch") ? labels.take(count) : 0;
    }

    /** A message with the tags that say what it answers to (IRCv3 reply, and its draft). */
    public IrcMessage answering(IrcMessage message, String msgid) {
        IrcMessage tagged = message;
        for (String name : List.of("reply", "draft/reply")) {
            if (supports().passesOn(name)) {
                tagged = tagged.withTag("+" + name, msgid);
            }
        }
        return tagged;
    }

    /** Whether a text can be written in the character set of a nick or channel. */
    public boolean carries(String target, String text) {
        IrcConnection connection = connector.online();
        return connection == null || connection.carries(target, text);
    }

    /**
     * What cuts texts to what fits a line.
     *
     * @param target nick or channel that they are for
     * @throws BackendException if the link is down
     */
    public LineSplitter splitter(String target) throws BackendException {
        return connection().splitter(target);
    }

    /**
     * Sends a line.
     *
     * @throws BackendException if it cannot be sent
     */
    public void send(IrcMessage message) throws BackendException {
        send(message, Writing.UNHEARD);
    }

    /** As {@link #send(IrcMessage)}, for who wants to hear of it. */
    public void send(IrcMessage message, Writing writing) throws BackendException {
        send(List.of(message), writing);
    }

    /** Sends lines with nothing between them. */
    public void send(List<IrcMessage> messages, Writing writing) throws BackendException {
        try {
            connection().send(messages, writing);
        } catch (IrcQueueFullException e) {
            throw new BackendException(
                    new BackendFailure.Temporary("The IRC network takes no more now.", BUSY));
        } catch (IllegalArgumentException e) {
            throw new BackendException(new BackendFailure.BadValue("IRC cannot carry this."));
        }
    }

    /** Sends a line that nobody waits for; whether it could be sent. */
    public boolean trySend(IrcMessage message) {
        try {
            send(message);
            return true;
        } catch (BackendException _) {
            return false;
        }
    }

    /** Sends a line that must not get lost in a full queue. */
    public void sendSurely(IrcMessage message) {
        IrcConnection connection = connector.online();
        if (connection != null && !trySend(message)) {
            connection.sendUrgent(message);
        }
    }

    private IrcConnection connection() throws BackendException {
        IrcConnection connection = connector.online();
        if (connection == null) {
            throw new BackendException(connector.whyDown());
        }
        return connection;
    }
}
