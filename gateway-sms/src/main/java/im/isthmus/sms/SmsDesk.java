package im.isthmus.sms;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.delivery.Delivery;
import im.isthmus.sms.delivery.MessageIds;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.number.DestinationPolicy;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.provider.SmsProvider.Capacity;
import im.isthmus.sms.store.Budget;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import im.isthmus.sms.text.LongText;
import im.isthmus.sms.text.Segments;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes messages of users: who may write to whom, from which number, and for how much. */
final class SmsDesk {
    private final SmsConfig config;
    private final List<SmsAccount> accounts;
    private final SmsStore store;
    private final SmsAddresses addresses;
    private final DestinationPolicy policy;
    private final Delivery delivery;
    private final InstantSource clock;
    private final MinuteLimit minutes;

    SmsDesk(
            SmsConfig config,
            List<SmsAccount> accounts,
            SmsStore store,
            SmsAddresses addresses,
            DestinationPolicy policy,
            Delivery delivery,
            InstantSource clock) {
        this.config = config;
        this.accounts = List.copyOf(accounts);
        this.store = store;
        this.addresses = addresses;
        this.policy = policy;
        this.delivery = delivery;
        this.clock = clock;
        this.minutes = new MinuteLimit(config.limits().messagesPerMinute(), clock);
    }

    /**
     * Accepts a message: it is on the disk on return.
     *
     * @throws BackendException with what is in the way
     */
    void send(LegacyContact contact, MessageRef ref, Content content) throws BackendException {
        SmsParty to = party(contact);
        Optional<Text> refusal = policy.refusal(to);
        if (refusal.isPresent()) {
            throw new BackendException(new BackendFailure.Policy(refusal.get()));
        }
        Jid user = ref.sender().bare();
        PhoneNumber from = sender(user, contact);
        SmsAccount account = account(from);
        List<OutboxMessage> messages = messages(contact, ref, content, to, from, account);
        Duration wait = minutes.take(user, messages.size());
        if (wait.isPositive()) {
            throw tooMuch("You have written many messages this minute. Wait {0} s.", wait);
        }
        accept(messages);
        store.inbox().thread(user, contact.localpart(), from.e164());
        delivery.wake(account.name());
    }

    private SmsParty party(LegacyContact contact) throws BackendException {
        try {
            return addresses.party(contact.localpart());
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.BadValue(e.text()));
        }
    }

    /** The number they last wrote to each other by, if it is still the user's. */
    private PhoneNumber sender(Jid user, LegacyContact contact) throws BackendException {
        List<PhoneNumber> own = SmsBackend.numbersOf(config, user);
        if (own.isEmpty()) {
            throw new BackendException(
                    new BackendFailure.MembershipNeeded(
                            "You have no number here. Ask the gateway's admin for one."));
        }
        return store.inbox()
                .thread(user, contact.localpart())
                .map(PhoneNumber::new)
                .filter(own::contains)
                .orElse(own.getFirst());
    }

    private SmsAccount account(PhoneNumber from) throws BackendException {
        return accounts.stream()
                .filter(account -> account.numbers().contains(from))
                .findFirst()
                .orElseThrow(() ->
                        new BackendException(
                                new BackendFailure.Rejected(
                                        "Your number belongs to no account any more.")));
    }

    private List<OutboxMessage> messages(
            LegacyContact contact,
            MessageRef ref,
            Content content,
            SmsParty to,
            PhoneNumber from,
            SmsAccount account)
            throws BackendException {
        Capacity capacity = account.provider().capacity();
        List<URI> media = media(content, capacity);
        String text = text(content, media);
        if (text.isBlank() && media.isEmpty()) {
            throw new BackendException(
                    new BackendFailure.BadValue("There is nothing in this message to send."));
        }
        List<String> texts = LongText.cut(text, capacity.maxText());
        int most = config.limits().maxMessages();
        if (texts.size() > most) {
            throw new BackendException(
                    new BackendFailure.BadValue(
                            Text.of(
                                    "This is too long: it would take {0} messages of at most {1}.",
                                    texts.size(), most)));
        }
        List<OutboxMessage> messages = new ArrayList<>();
        for (String each : texts) {
            messages.add(
                    new OutboxMessage(
                            MessageIds.fresh(),
                            messages.isEmpty() ? ref : silent(ref),
                            contact.localpart(),
                            account.name(),
                            from.e164(),
                            List.of(to.text()),
                            each,
                            messages.isEmpty() ? media : List.of(),
                            Segments.of(each).count(),
                            OutboxMessage.State.QUEUED,
                            0,
                            clock.instant(),
                            ""));
        }
        return messages;
    }

    /** Only the first part of a long text says that it arrived; any says that it failed. */
    private static MessageRef silent(MessageRef ref) {
        return new MessageRef(ref.sender(), ref.id(), ref.originId());
    }

    private static List<URI> media(Content content, Capacity capacity) {
        return content.attachments().stream()
                .map(Attachment::url)
                .filter(url -> "https".equals(url.getScheme()))
                .limit(capacity.maxMedia())
                .toList();
    }

    /** Files that cannot go along go as their addresses. */
    private static String text(Content content, List<URI> media) {
        StringBuilder text = new StringBuilder(content.body());
        for (Attachment attachment : content.attachments()) {
            String url = attachment.url().toString();
            if (!media.contains(attachment.url()) && text.indexOf(url) < 0) {
                text.append(text.isEmpty() ? "" : "\n").append(url);
            }
        }
        return text.toString();
    }

    private void accept(List<OutboxMessage> messages) throws BackendException {
        Budget budget =
                new Budget(
                        config.limits().segmentsPerDay(),
                        config.limits().segmentsPerDayToOne(),
                        config.limits().segmentsPerDayTotal());
        ZoneId zone = ZoneId.systemDefault();
        String day = LocalDate.ofInstant(clock.instant(), zone).toString();
        Budget.Bound bound = store.outbox().accept(messages, day, budget);
        if (bound == Budget.Bound.NONE) {
            return;
        }
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
        Duration wait = Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay());
        throw switch (bound) {
            case TO_ONE ->
                    tooMuch("You have written all you may to this number today. Wait {0} s.", wait);
            case OF_USER -> tooMuch("You have written all you may today. Wait {0} s.", wait);
            case TOTAL, NONE -> tooMuch("The gateway has sent all it may today. Wait {0} s.", wait);
        };
    }

    private static BackendException tooMuch(String pattern, Duration wait) {
        return new BackendException(
                new BackendFailure.Temporary(Text.of(pattern, wait.toSeconds()), wait));
    }
}
