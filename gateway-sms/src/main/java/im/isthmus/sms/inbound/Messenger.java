package im.isthmus.sms.inbound;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.sms.delivery.Notices;
import im.isthmus.sms.number.GroupAddress;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells users what came in and what became of their messages, so that it survives a crash. */
public final class Messenger implements Notices, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Files of a message may take long. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final BackendContext context;
    private final SmsStore store;
    private final Owners owners;
    private final Incoming incoming;
    private final OpenSessions sessions;
    private final Turns turns = new Turns();

    /** Ids of messages that are being given to users. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public Messenger(
            BackendContext context,
            SmsStore store,
            Owners owners,
            Incoming incoming,
            OpenSessions sessions) {
        this.context = context;
        this.store = store;
        this.owners = owners;
        this.incoming = incoming;
        this.sessions = sessions;
    }

    @Override
    public void accepted(OutboxMessage message) {
        if (message.id().equals(message.whole()) && to(message) instanceof ToContact to) {
            publish(message, new MessageEvent.MessageAccepted(to, message.ref(), message.id()));
        }
    }

    @Override
    public void delayed(OutboxMessage message, String why) {
        publish(
                message,
                new MessageEvent.MessageDelayed(to(message), message.ref(), Text.plain(why)));
    }

    private void publish(OutboxMessage message, LegacyEvent event) {
        turns.take(
                message.user(),
                () -> context.asUser(message.user(), session -> session.publish(event)));
    }

    @Override
    public void ended(OutboxMessage message) {
        turns.take(message.user(), () -> tell(message.whole(), message.user()));
    }

    /** All that was sent for one stanza has one end. */
    private void tell(String whole, Jid user) {
        Optional<OutboxMessage> end = store.outbox().toTell(whole);
        if (end.isEmpty()) {
            return;
        }
        OutboxMessage message = end.get();
        LegacyAddressee to = to(message);
        LegacyEvent event =
                message.state() == OutboxMessage.State.DELIVERED
                        ? new MessageEvent.MessageDelivered(to, message.ref())
                        : new LegacyEvent.MessageFailed(to, message.ref(), failure(message));
        if (event instanceof MessageEvent && to instanceof ToRoom) {
            store.outbox().told(whole); // rooms have shown it when it was accepted
            return;
        }
        // Waited for, so that the next end of a part finds it told.
        context.outcomeAsUser(user, session -> session.publishKept(event))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        store.outbox().told(whole);
        if (message.failure() != null && message.failure().cause() == SmsFailure.Cause.OPTED_OUT) {
            sessions.contactsChanged(user);
        }
    }

    private static void end(CompletableFuture<Void> future, @Nullable Throwable problem) {
        if (problem == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(problem);
        }
    }

    private static BackendFailure failure(OutboxMessage message) {
        return message.failure() == null
                ? new BackendFailure.Unreachable(
                        Text.of(
                                "It is not known whether this message was sent: the provider did"
                                        + " not answer. Ask before you send it again."))
                : message.failure().failure();
    }

    @Override
    public void received(InboxMessage message) {
        if (!underWay.add(message.id())) {
            return;
        }
        try {
            if (!store.inbox().isWaiting(message.id())) {
                underWay.remove(message.id()); // given since whoever calls us looked
                return;
            }
            giveAll(message);
        } catch (RuntimeException e) {
            underWay.remove(message.id());
            throw e;
        }
    }

    private void giveAll(InboxMessage message) {
        Set<Jid> all = owners.of(message.recipient());
        boolean changed = incoming.obey(message, all);
        if (all.isEmpty()) {
            LOG.warn("sms=nobodys account={} number={}", message.account(), message.recipient());
        }
        List<CompletableFuture<Void>> kept = new ArrayList<>();
        for (Jid owner : all) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            kept.add(one);
            turns.take(owner, () -> give(owner, message, one));
            if (changed) {
                sessions.contactsChanged(owner);
            }
        }
        CompletableFuture<Void> whole =
                CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new))
                        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
        var _ =
                whenKept(whole, () -> store.inbox().done(message))
                        .whenComplete((_, _) -> underWay.remove(message.id()));
    }

    /** What fails here is given again within minutes. */
    private void give(Jid owner, InboxMessage message, CompletableFuture<Void> kept) {
        try {
            Content content = content(owner, message);
            var _ =
                    context.outcomeAsUser(
                                    owner, session -> publish(session, owner, message, content))
                            .whenComplete((_, problem) -> end(kept, problem));
        } catch (RuntimeException e) {
            kept.completeExceptionally(e);
            throw e;
        }
    }

    private Content content(Jid owner, InboxMessage message) {
        if (message.media().isEmpty()) {
            return Content.of(message.text());
        }
        // Of who is offline this session is over once the files are there.
        SessionContext session =
                context.outcomeAsUser(owner, CompletableFuture::completedFuture).join();
        StringBuilder text = new StringBuilder(message.text());
        List<Attachment> files = incoming.files(session, message, text);
        return Content.of(text.toString()).withAttachments(files);
    }

    private CompletableFuture<Void> publish(
            SessionContext session, Jid owner, InboxMessage message, Content content) {
        String conversation = incoming.conversation(message);
        store.people().thread(owner, conversation, message.recipient());
        UserRooms rooms = sessions.roomsOf(owner);
        return session.publishKept(incoming.event(message, content, rooms));
    }

    /** The other owners of a number see what one of them writes, and who. */
    public void mirror(OutboxMessage message, Content content) {
        for (Jid owner : owners.of(message.from())) {
            if (!owner.equals(message.user()) && to(message) instanceof ToContact to) {
                turns.take(
                        owner,
                        () ->
                                context.asUser(
                                        owner,
                                        session -> show(session, to.contact(), message, content)));
            }
        }
    }

    private static void show(
            SessionContext session, LegacyContact to, OutboxMessage message, Content content) {
        Text marked = Text.of("{0} wrote: {1}", message.user(), content.body());
        var _ =
                whenKept(
                        session.publishKept(
                                new MessageEvent.SentElsewhere(
                                        to,
                                        message.id(),
                                        content.withBody(session.language().render(marked)),
                                        null)),
                        () -> {});
    }

    @Override
    public void health(String account, boolean inTrouble) {
        sessions.healthChanged();
    }

    /** What fails is told again within minutes, and after a restart. */
    private static CompletableFuture<Void> whenKept(CompletableFuture<Void> kept, Runnable then) {
        return kept.whenCompleteAsync(
                (_, problem) -> {
                    if (problem != null) {
                        LOG.error("sms=not-kept reason=\"{}\"", problem.toString());
                    } else {
                        then.run();
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    static LegacyAddressee to(OutboxMessage message) {
        String conversation = message.contact();
        return GroupAddress.isRoomName(conversation)
                ? new ToRoom(new LegacyRoom(conversation))
                : new ToContact(new LegacyContact(conversation));
    }

    @Override
    public void close() {
        turns.close();
    }
}
