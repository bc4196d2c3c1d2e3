package im.isthmus.sms;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyAddressee.ToContact;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.MessageEvent;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.SmsConfig.NumberConfig;
import im.isthmus.sms.delivery.Notices;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells users what came in and what became of their messages, so that it survives a crash. */
final class Messenger implements Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

    private final BackendContext context;
    private final SmsStore store;
    private final SmsAddresses addresses;
    private final Numbering numbering;
    private final SmsConfig config;

    Messenger(
            BackendContext context,
            SmsStore store,
            SmsAddresses addresses,
            Numbering numbering,
            SmsConfig config) {
        this.context = context;
        this.store = store;
        this.addresses = addresses;
        this.numbering = numbering;
        this.config = config;
    }

    @Override
    public void accepted(OutboxMessage message) {
        var event = new MessageEvent.MessageAccepted(to(message), message.ref(), message.id());
        context.asUser(message.user(), session -> session.publish(event));
    }

    @Override
    public void delayed(OutboxMessage message, String why) {
        var event = new MessageEvent.MessageDelayed(to(message), message.ref(), why);
        context.asUser(message.user(), session -> session.publish(event));
    }

    @Override
    public void ended(OutboxMessage message) {
        LegacyEvent event =
                switch (message.state()) {
                    case DELIVERED -> new MessageEvent.MessageDelivered(to(message), message.ref());
                    case UNKNOWN ->
                            failed(
                                    message,
                                    new BackendFailure.Unreachable(
                                            Text.of(
                                                    "It is not known whether this message was sent:"
                                                            + " the provider did not answer. Ask"
                                                            + " before you send it again.")));
                    default -> failed(message, new BackendFailure.Rejected(reason(message)));
                };
        context.asUser(
                message.user(),
                session ->
                        whenKept(
                                session.publishKept(event),
                                () -> store.outbox().told(message.id())));
    }

    private static Text reason(OutboxMessage message) {
        return message.failure().isEmpty()
                ? Text.of("The message was not delivered.")
                : Text.of("The message was not delivered: {0}", message.failure());
    }

    private static LegacyEvent failed(OutboxMessage message, BackendFailure failure) {
        return new LegacyEvent.MessageFailed(to(message), message.ref(), failure);
    }

    @Override
    public void received(InboxMessage message) {
        List<Jid> owners = owners(message.recipient());
        if (owners.isEmpty()) {
            LOG.warn("sms=nobodys account={} id={}", message.account(), message.id());
            store.inbox().done(message.id());
            return;
        }
        LegacyContact contact =
                new LegacyContact(addresses.localpart(numbering.sender(message.sender())));
        Content content =
                Content.of(message.text())
                        .withAttachments(
                                message.media().stream()
                                        .map(media -> Attachment.of(media.url()))
                                        .toList());
        var event = new LegacyEvent.PrivateMessage(contact, message.id(), content, message.since());
        CompletableFuture<?>[] kept = new CompletableFuture<?>[owners.size()];
        for (int i = 0; i < kept.length; i++) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            kept[i] = one;
            Jid owner = owners.get(i);
            context.asUser(
                    owner,
                    session -> {
                        store.inbox().thread(owner, contact.localpart(), message.recipient());
                        var _ =
                                session.publishKept(event)
                                        .whenComplete((nothing, problem) -> {
                                            if (problem == null) {
                                                one.complete(null);
                                            } else {
                                                one.completeExceptionally(problem);
                                            }
                                        });
                    });
        }
        whenKept(CompletableFuture.allOf(kept), () -> store.inbox().done(message.id()));
    }

    private List<Jid> owners(String number) {
        NumberConfig found = config.numbers().get(new PhoneNumber(number));
        return found == null ? List.of() : found.owners();
    }

    /** What fails is told again after a restart. */
    private static void whenKept(CompletableFuture<Void> kept, Runnable then) {
        var _ =
                kept.whenCompleteAsync(
                        (nothing, problem) -> {
                            if (problem == null) {
                                then.run();
                            } else {
                                LOG.error("sms=not-kept reason=\"{}\"", problem.toString());
                            }
                        },
                        task -> Thread.ofVirtual().start(task));
    }

    private static ToContact to(OutboxMessage message) {
        return new ToContact(new LegacyContact(message.contact()));
    }
}
