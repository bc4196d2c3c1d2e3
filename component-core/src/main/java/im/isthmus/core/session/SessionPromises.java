package im.isthmus.core.session;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.delivery.Delivery;
import im.isthmus.core.delivery.Promise;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.database.StoreException;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError;

/** What one session owes: events to its user, and answers about the user's messages. */
final class SessionPromises {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPromises.class);

    private final Session session;
    private final SessionEnvironment environment;
    private final Delivery delivery;
    private @Nullable Promise promise;

    /**
     * An event that waits for its turn.
     *
     * @param promise null if the backend did not ask for any
     */
    record Published(LegacyEvent event, @Nullable Promise promise) {}

    SessionPromises(Session session, SessionEnvironment environment) {
        this.session = session;
        this.environment = environment;
        this.delivery = environment.delivery();
    }

    private boolean backendPromises() {
        return environment.backend().promises();
    }

    /** Turns an event into stanzas, and its promise into theirs. */
    void handle(Published next) {
        if (!backendPromises()) {
            settle(next.event());
        }
        Promise given = next.promise();
        if (given == null) {
            environment.events().handle(session, next.event());
            return;
        }
        promise = given;
        try {
            environment.events().handle(session, next.event());
            given.release();
        } catch (RuntimeException e) {
            LOG.error("event=failed user={} promised=yes", session.user(), e);
            given.fail(e);
        } finally {
            promise = null;
        }
    }

    void deliver(Element stanza, @Nullable String legacyId) {
        if (backendPromises()) {
            include(delivery.keep(session.user(), stanza, legacyId));
        } else {
            session.send(stanza);
        }
    }

    void report(Element error, String note) {
        String resource = error.attributeValue("to");
        boolean online =
                session.onlineResources().stream()
                        .anyMatch(each -> each.toString().equals(resource));
        if (online) {
            deliver(error, null);
        } else {
            include(delivery.report(session.user(), error, note));
        }
    }

    private void include(CompletableFuture<Void> part) {
        Promise open = promise;
        if (open != null) {
            open.include(part);
        }
    }

    Runnable continuing(Runnable task) {
        Promise held = promise;
        if (held == null) {
            return task;
        }
        held.hold();
        return () -> {
            promise = held;
            try {
                task.run();
                held.release();
            } catch (RuntimeException e) {
                held.fail(e);
                throw e;
            } finally {
                promise = null;
            }
        };
    }

    void undelivered(Jid contact, String legacyId, String reason) {
        try {
            LegacyAddressee to = addressee(contact);
            if (to != null) {
                session.perform(new MessageAction.DeliveryFailed(to, legacyId, reason));
            }
        } catch (InvalidJidException | StanzaException e) {
            LOG.warn("undelivered=untold user={} reason=\"{}\"", session.user(), e.getMessage());
        }
    }

    private @Nullable LegacyAddressee addressee(Jid from) throws InvalidJidException {
        if (from.local().isEmpty()) {
            return null;
        }
        return switch (environment.backend().address(from.local())) {
            case LegacyAddress.LegacyContact contact -> new LegacyAddressee.ToContact(contact);
            case LegacyAddress.LegacyNetwork network -> new LegacyAddressee.ToNetwork(network);
            case LegacyAddress.LegacyRoom room ->
                    from.isFull()
                            ? new LegacyAddressee.ToOccupant(room, from.resource())
                            : new LegacyAddressee.ToRoom(room);
            case LegacyAddress.Gateway _ -> null;
        };
    }

    void bounced(Element error) {
        if (backendPromises()) {
            delivery.bounced(session.user(), error);
        }
    }

    /**
     * Notes a message before a network gets it that promises nothing, for whatever happens to us.
     * Rooms show what they have got, so nothing is in doubt there.
     *
     * @return whether it was noted
     */
    boolean entrust(UserAction action) throws StanzaException {
        if (backendPromises()
                || !(action instanceof SendMessage message)
                || message.to() instanceof LegacyAddressee.ToRoom) {
            return false;
        }
        Jid recipient = session.jid(message.to().address());
        try {
            if (message.to() instanceof LegacyAddressee.ToOccupant occupant) {
                recipient = recipient.withResource(occupant.nick());
            }
            delivery.entrust(session.user(), message, recipient);
            return true;
        } catch (InvalidJidException | StoreException e) {
            LOG.error("journal=failed user={}", session.user(), e);
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    PacketError.Type.wait,
                    "The gateway cannot store anything now. Try again later.");
        }
    }

    /** The backend refused it at once. */
    void settle(UserAction action) {
        if (action instanceof SendMessage message) {
            settle(message.ref());
        }
    }

    private void settle(LegacyEvent event) {
        switch (event) {
            case LegacyEvent.MessageFailed failed -> settle(failed.ref());
            case MessageEvent.MessageAccepted accepted -> settle(accepted.ref());
            case MessageEvent.MessageDelivered delivered -> settle(delivered.ref());
            default -> {}
        }
    }

    private void settle(MessageRef ref) {
        delivery.settled(session.user(), ref);
    }
}
