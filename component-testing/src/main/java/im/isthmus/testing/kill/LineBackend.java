package im.isthmus.testing.kill;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.content.Content;
import java.time.Duration;

/** The backend of a {@link KilledProgram}: what it hears on its line it publishes, and back. */
final class LineBackend implements Backend {
    private final NetworkLine line;
    private final boolean promises;

    LineBackend(NetworkLine line, boolean promises) {
        this.line = line;
        this.promises = promises;
    }

    @Override
    public Identity identity() {
        return new Identity("gateway", "demo", "A network that repeats what is not answered");
    }

    @Override
    public LegacyAddress address(String localpart) {
        return new LegacyContact(localpart);
    }

    @Override
    public Identity identity(LegacyAddress address) {
        return new Identity("client", "pc", address.localpart());
    }

    @Override
    public boolean promises() {
        return promises;
    }

    @Override
    public void start(BackendContext context) {
        line.listen(heard -> {
            String[] words = heard.split(" ", 3);
            context.asUser(user(words[2]), session -> publish(session, words[1]));
        });
    }

    /** Answers once it is kept, and only then. */
    private void publish(SessionContext session, String id) {
        var event = new PrivateMessage(new LegacyContact("ann"), id, Content.of(id), null);
        var _ = session.publishKept(event).thenRun(() -> line.say("A " + id));
    }

    @Override
    public BackendSession open(SessionContext context) {
        return new Talk(context);
    }

    @Override
    public void close() {}

    private static Jid user(String jid) {
        try {
            return Jid.parse(jid);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(jid, e);
        }
    }

    /** One user's side of it. */
    private final class Talk implements BackendSession {
        private final SessionContext context;

        Talk(SessionContext context) {
            this.context = context;
        }

        @Override
        public void handle(UserAction action) {
            if (action instanceof SendMessage message) {
                // Some time passes until the network has it, in which the process may die.
                context.schedule(Duration.ofMillis(5), () -> send(message));
            }
        }

        private void send(SendMessage message) {
            line.say("S " + message.body());
            context.publish(new MessageAccepted(message.to(), message.ref(), null));
        }

        @Override
        public boolean isIdle() {
            return false;
        }

        @Override
        public void close(String reason) {}
    }
}
