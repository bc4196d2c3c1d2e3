package im.isthmus.irc.connection;

import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.ending.Farewell;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.connection.registration.OwnUser;
import im.isthmus.irc.connection.registration.Registration;
import im.isthmus.irc.connection.sending.SendQueue;
import im.isthmus.irc.connection.sending.TokenBucket;
import im.isthmus.irc.message.IrcMessage;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on a connection, message by message: learns from each, answers what the engine
 * itself must answer, and passes the rest on. Has one owner.
 */
final class Conversation {
    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final IrcListener listener;
    private final SendQueue queue;
    private final OwnUser self;
    private final Registration registration;
    private final Farewell farewell = new Farewell();
    private volatile Supports supports = Supports.NOTHING;
    private volatile boolean registered;
    private Set<String> offer = Set.of();
    private boolean closed;

    Conversation(
            ConnectionConfig config,
            IrcIdentity identity,
            IrcListener listener,
            SendQueue queue,
            Consumer<IrcMessage> urgent,
            Consumer<CloseReason> end) {
        this.listener = listener;
        this.queue = queue;
        this.self = new OwnUser(identity);
        this.registration = new Registration(config, identity, self, this::supports, urgent, end);
    }

    void start(boolean secretsAllowed, @Nullable String plainHost) {
        registration.start(secretsAllowed, plainHost);
    }

    void take(IrcMessage message) {
        self.learn(message, supports.caseMapping());
        farewell.note(message);
        if (message.command().equals("005")) {
            learn(message);
        }
        boolean taken = registration.handle(message) || message.command().equals("ERROR");
        if (!taken) {
            tell(() -> listener.received(message), message.command());
        }
        completeIfSo();
        if (message.command().equals("CAP")) {
            noteOffer();
        }
    }

    /** Once the user is registered every change is news. */
    private void noteOffer() {
        Set<String> now = registration.capabilities();
        if (registered && !now.equals(offer)) {
            offer = now;
            tell(listener::offerChanged, "CAP");
        }
    }

    /** Tells who the user is without what the server may still say. */
    void introduceAnyway() {
        registration.introduceAnyway();
    }

    /** Does without the end of the MOTD, which some servers owe. */
    void completeAnyway() {
        registration.completeAnyway();
        completeIfSo();
    }

    private void completeIfSo() {
        if (!registered && registration.complete()) {
            registered = true;
            offer = registration.capabilities();
            queue.release();
            tell(listener::registered, "end of welcome");
        }
    }

    private void learn(IrcMessage isupport) {
        boolean paced = !supports.safeRate();
        supports = supports.with(isupport);
        if (paced && supports.safeRate()) {
            queue.pace(new TokenBucket(1, 0, System::nanoTime));
        }
    }

    void closed(CloseReason reason) {
        if (!closed) {
            closed = true;
            listener.closed(reason);
        }
    }

    CloseReason farewell(String otherwise) {
        return farewell.reason(otherwise);
    }

    boolean welcomed() {
        return registration.welcomed();
    }

    boolean registered() {
        return registered;
    }

    OwnUser self() {
        return self;
    }

    Supports supports() {
        return supports;
    }

    Set<String> capabilities() {
        return registration.capabilities();
    }

    @Nullable String offered(String capability) {
        return registration.offered(capability);
    }

    /** One message that nobody can take must not cost the connection. */
    private static void tell(Runnable listener, String what) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("irc_message_failed command={}", what, e);
        }
    }
}
