package im.isthmus.sms.outbound;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.delivery.Delivery;
import im.isthmus.sms.delivery.MessageIds;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.number.DestinationPolicy;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.provider.SmsProvider.Capacity;
import im.isthmus.sms.store.Budget;
import im.isthmus.sms.store.Budget.Acceptance;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes messages of users: who may write to whom, from which number, and for how much. */
public final class SmsDesk {
    private final SmsConfig config;
    private final List<SmsAccount> accounts;
    private final SmsStore store;
    private final DestinationPolicy policy;
    private final Owners owners;
    private final Delivery delivery;
    private final Predicate<URI> fetched;
    private final InstantSource clock;
    private final MinuteLimit minutes;

    /**
     * @param fetched whether providers may be told to fetch a file at an address
     */
    public SmsDesk(
            SmsConfig config,
            List<SmsAccount> accounts,
            SmsStore store,
            DestinationPolicy policy,
            Owners owners,
            Delivery delivery,
            Predicate<URI> fetched,
            InstantSource clock) {
        this.config = config;
        this.accounts = List.copyOf(accounts);
        this.store = store;
        this.policy = policy;
        this.owners = owners;
        this.delivery = delivery;
        this.fetched = fetched;
        this.clock = clock;
        this.minutes = new MinuteLimit(config.limits().messagesPerMinute(), clock);
    }

    /**
     * What a user wants to send.
     *
     * @param conversation localpart of the address it was written to
     * @param to one, or all of a group
     * @param from the number to send from; empty if the user's own for that conversation
     */
    public record Wish(
            MessageRef ref,
            String conversation,
            List<SmsParty> to,
            Content content,
            Optional<PhoneNumber> from) {
        Jid user() {
            return ref.sender().bare();
        }
    }

    /**
     * Accepts a message: it is on the disk on return.
     *
     * @return what was accepted; empty if it was accepted before
     * @throws BackendException with what is in the way
     */
    public Optional<OutboxMessage> send(Wish wish) throws BackendException {
        for (SmsParty party : wish.to()) {
            Optional<Text> refusal = policy.refusal(party);
            if (refusal.isPresent()) {
                throw new BackendException(new BackendFailure.Policy(refusal.get()));
            }
        }
        PhoneNumber from = sender(wish);
        for (SmsParty party : wish.to()) {
            if (store.people().isBlocked(from.e164(), party.text())) {
                throw new BackendException(
                        new BackendFailure.Policy(
                                "This number takes no messages from yours: its owner sent STOP."));
            }
        }
        SmsAccount account = account(from);
        List<OutboxMessage> messages = messages(wish, from, account);
        Duration wait = minutes.take(wish.user(), messages.size() * wish.to().size());
        if (wait.isPositive()) {
            throw tooMuch("You have written many messages this minute. Wait {0} s.", wait);
        }
        if (!accept(messages)) {
            return Optional.empty();
        }
        store.people().thread(wish.user(), wish.conversation(), from.e164());
        delivery.wake(account.name());
        return Optional.of(messages.getFirst());
    }

    /** The number they last wrote to each other by, if it is still the user's. */
    private PhoneNumber sender(Wish wish) throws BackendException {
        List<PhoneNumber> own = owners.numbersOf(wish.user());
        if (own.isEmpty()) {
            throw new BackendException(
                    new BackendFailure.MembershipNeeded(
                            "You have no number here. Ask the gateway's admin for one."));
        }
        if (wish.from().isPresent()) {
            return wish.from()
                    .filter(own::contains)
                    .orElseThrow(() ->
                            new BackendException(
                                    new BackendFailure.NotAllowed("This is not your number.")));
        }
        return store.people()
                .thread(wish.user(), wish.conversation())
                .map(PhoneNumber::new)
                .filter(own::contains)
                .orElse(own.getFirst());
    }

    private SmsAccount account(PhoneNumber from) throws BackendException {
        return delivery.routes()
                .first(from.e164())
                .flatMap(name ->
                        accounts.stream().filter(each -> each.name().equals(name)).findFirst())
                .orElseThrow(() ->
                        new BackendException(
                                new BackendFailure.Rejected(
                                        "Your number belongs to no account any more.")));
    }

    private List<OutboxMessage> messages(Wish wish, PhoneNumber from, SmsAccount account)
            throws BackendException {
        Capacity capacity = account.provider().capacity();
        if (wish.to().size() > Math.max(1, capacity.maxGroup())) {
            throw new BackendException(
                    new BackendFailure.Unsupported(
                            capacity.maxGroup() < 2
                                    ? Text.of(
                                            "Your number's provider has no groups. Write to each"
                                                    + " number alone.")
                                    : Text.of(
                                            "A group can have {0} others at most.",
                                            capacity.maxGroup())));
        }
        SmsContent content =
                SmsContent.of(wish.content(), capacity, config.limits().maxMessages(), fetched);
        String first = MessageIds.fresh();
        Instant now = clock.instant();
        String day = LocalDate.ofInstant(now, ZoneId.systemDefault()).toString();
        List<OutboxMessage> messages = new ArrayList<>();
        for (int part = 0; part < content.texts().size(); part++) {
            messages.add(
                    new OutboxMessage(
                            part == 0 ? first : MessageIds.fresh(),
                            first,
                            wish.ref(),
                            wish.conversation(),
                            account.name(),
                            from.e164(),
                            wish.to().stream().map(SmsParty::text).toList(),
                            content.texts().get(part),
                            part == 0 ? content.media() : List.of(),
                            content.segments(part),
                            OutboxMessage.State.QUEUED,
                            0,
                            now.plusMillis(part), // they are sent in this order
                            day,
                            null));
        }
        return messages;
    }

    private boolean accept(List<OutboxMessage> messages) throws BackendException {
        SmsLimits limits = config.limits();
        Budget budget =
                new Budget(
                        limits.segmentsPerDay(),
                        limits.segmentsPerDayToOne(),
                        limits.segmentsPerDayToRange(),
                        limits.segmentsPerDayTotal());
        Acceptance acceptance = store.outbox().accept(messages, budget);
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        Duration wait = Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay());
        return switch (acceptance) {
            case ACCEPTED -> true;
            case REPEATED -> false;
            case OVER_ONE ->
                    throw tooMuch(
                            "You have written all you may to this number today. Wait {0} s.", wait);
            case OVER_USER ->
                    throw tooMuch("You have written all you may today. Wait {0} s.", wait);
            case OVER_RANGE ->
                    throw tooMuch(
                            "Too much was written to numbers like this one today. Wait {0} s.",
                            wait);
            case OVER_TOTAL ->
                    throw tooMuch("The gateway has sent all it may today. Wait {0} s.", wait);
        };
    }

    private static BackendException tooMuch(String pattern, Duration wait) {
        return new BackendException(
                new BackendFailure.Temporary(Text.of(pattern, wait.toSeconds()), wait));
    }
}
