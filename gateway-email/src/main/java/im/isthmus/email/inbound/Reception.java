package im.isthmus.email.inbound;

import im.isthmus.core.store.database.StoreException;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.config.DomainConfig.Dmarc;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.outbound.ReturnPath;
import im.isthmus.email.smtp.Envelope;
import im.isthmus.email.smtp.Envelope.EnvelopeRecipient;
import im.isthmus.email.smtp.MailHandler;
import im.isthmus.email.smtp.Reply;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.ReceivedMails.Taker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: what is refused is refused here, while the mail server that brings it still has it.
 * Nothing that was let in is ever bounced to whom the sender only claims to be.
 */
public final class Reception implements MailHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** More servers than this means that the mail goes round (RFC 5321 section 6.3). */
    private static final int MOST_HOPS = 50;

    private final InboundServices services;
    private final Consumer<Arrival> next;

    /**
     * @param next told of every mail for every user, once nothing can lose it
     */
    public Reception(InboundServices services, Consumer<Arrival> next) {
        this.services = services;
        this.next = next;
    }

    @Override
    public Reply recipient(@Nullable MailAddress sender, MailAddress recipient) {
        try {
            if (!services.addresses().isOurs(recipient)) {
                return Reply.never(550, "5.7.1", "This is no relay: that domain is not ours");
            }
            return user(recipient).isPresent()
                    ? new Reply(250, "2.1.5", "Ok")
                    : Reply.never(550, "5.1.1", "There is no such user");
        } catch (StoreException e) {
            return trouble(e);
        }
    }

    /** The bare JID whose mail it is; that of the author for a report about a mail of ours. */
    private Optional<String> user(MailAddress recipient) {
        Optional<String> token = ReturnPath.token(recipient);
        if (token.isPresent()) {
            return services.tables().outgoing().byToken(token.get()).map(Outgoing::user);
        }
        return services.addresses()
                .recipient(recipient)
                .map(OwnAddresses.Recipient::user)
                .filter(services.permitted())
                .map(Object::toString);
    }

    @Override
    public Reply accept(Envelope envelope, byte[] message) {
        try {
            MailHeader header = MailContent.header(message, MimeLimits.standard());
            if (header.all("received").size() > MOST_HOPS) {
                return Reply.never(554, "5.4.6", "That mail goes round in circles");
            }
            if (isForged(header)) {
                return Reply.never(550, "5.7.1", "The domain of the author says it is not theirs");
            }
            String sender = envelope.sender() == null ? "" : envelope.sender().wire();
            List<Arrival> arrivals =
                    services.tables()
                            .received()
                            .accept(
                                    sender,
                                    envelope.envelopeId(),
                                    takers(envelope),
                                    message,
                                    services.clock().instant());
            LOG.info("mail.accepted bytes={} users={}", message.length, arrivals.size());
            arrivals.forEach(next);
            return Reply.ok("It is ours now");
        } catch (StoreException e) {
            return trouble(e);
        }
    }

    private boolean isForged(MailHeader header) {
        return services.dmarc() == Dmarc.REFUSE && Forgery.is(header, services);
    }

    private List<Taker> takers(Envelope envelope) {
        Map<String, Taker> takers = new LinkedHashMap<>();
        for (EnvelopeRecipient each : envelope.recipients()) {
            Optional<String> user = user(each.address());
            user.ifPresent(name ->
                    takers.putIfAbsent(
                            name,
                            new Taker(
                                    name,
                                    each.address().toString(),
                                    each.original(),
                                    each.notifySuccess())));
        }
        return new ArrayList<>(takers.values());
    }

    private static Reply trouble(StoreException e) {
        LOG.error("mail.refused problem=\"{}\"", e.getMessage());
        return Reply.later("4.3.0", "Our database does not answer, come later");
    }
}
