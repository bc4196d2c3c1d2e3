package im.isthmus.sms.owner;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.text.Text;
import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.delivery.MessageIds;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.store.Budget;
import im.isthmus.sms.store.ClaimTable.Claim;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Users claim numbers that nobody owns: a code is sent to the number, and who can tell it has the
 * number. What comes from a number proves nothing, since anybody can pretend to send from it.
 */
public final class Claims {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final SecureRandom random = new SecureRandom();
    private final List<SmsAccount> accounts;
    private final SmsStore store;
    private final SmsAddresses addresses;
    private final Owners owners;
    private final SmsLimits limits;
    private final Consumer<String> wake;
    private final InstantSource clock;

    /**
     * @param wake tells the sender of an account that there is something new
     */
    public Claims(
            List<SmsAccount> accounts,
            SmsStore store,
            SmsAddresses addresses,
            Owners owners,
            SmsLimits limits,
            Consumer<String> wake,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.addresses = addresses;
        this.owners = owners;
        this.limits = limits;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * Sends a code to a number.
     *
     * @return the number
     * @throws BackendException if it is not to be claimed, or too many codes were sent
     */
    public PhoneNumber begin(Jid user, String typed) throws BackendException {
        PhoneNumber number = free(typed);
        String code = "%06d".formatted(random.nextInt(1_000_000));
        if (!send(user, number, code)) {
            throw new BackendException(
                    new BackendFailure.Policy(
                            "Too many codes were sent today. Try again tomorrow."));
        }
        store.claims().begin(user, number.e164(), code, clock.instant());
        return number;
    }

    private PhoneNumber free(String typed) throws BackendException {
        try {
            if (addresses.read(typed) instanceof PhoneNumber number && owners.isFree(number)) {
                return number;
            }
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.BadValue(e.text()));
        }
        throw notFree();
    }

    private static BackendException notFree() {
        return new BackendException(
                new BackendFailure.NotAllowed("This number is not to be claimed here."));
    }

    /** From another number of ours, if there is one: few phones write to themselves. */
    private boolean send(Jid user, PhoneNumber number, String code) {
        Optional<SmsAccount> account =
                accounts.stream().filter(each -> each.numbers().contains(number)).findFirst();
        if (account.isEmpty()) {
            return false;
        }
        PhoneNumber from =
                account.get().numbers().stream()
                        .filter(each -> !each.equals(number))
                        .findFirst()
                        .orElse(number);
        OutboxMessage message = message(user, account.get().name(), from, number, code);
        Budget budget =
                new Budget(
                        limits.segmentsPerDay(),
                        TRIES,
                        limits.segmentsPerDayToRange(),
                        limits.segmentsPerDayTotal());
        boolean accepted =
                store.outbox().accept(List.of(message), budget) == Budget.Acceptance.ACCEPTED;
        wake.accept(account.get().name());
        return accepted;
    }

    private OutboxMessage message(
            Jid user, String account, PhoneNumber from, PhoneNumber number, String code) {
        Instant now = clock.instant();
        String id = MessageIds.fresh();
        return new OutboxMessage(
                id,
                id,
                new MessageRef(user, OutboxMessage.CLAIM + id, null),
                number.e164(),
                account,
                from.e164(),
                List.of(number.e164()),
                code,
                List.of(),
                1,
                OutboxMessage.State.QUEUED,
                0,
                now,
                LocalDate.ofInstant(now, ZoneId.systemDefault()).toString(),
                null);
    }

    /**
     * Takes the code that was sent.
     *
     * @return the number, which is the user's now
     * @throws BackendException if the code is wrong or old, or there is no claim
     */
    public PhoneNumber end(Jid user, String code) throws BackendException {
        Claim claim =
                store.claims()
                        .attempt(user)
                        .orElseThrow(() ->
                                wrong(
                                        Text.of(
                                                "There is no claim of yours. Begin one with the"
                                                        + " command claim.")));
        if (claim.tries() > TRIES || claim.since().plus(LIFE).isBefore(clock.instant())) {
            store.claims().abandon(user);
            throw wrong(Text.of("This code is no longer good. Claim the number again."));
        }
        boolean right =
                MessageDigest.isEqual(
                        code.strip().getBytes(StandardCharsets.UTF_8),
                        claim.code().getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw wrong(Text.of("This is not the code."));
        }
        PhoneNumber number = new PhoneNumber(claim.number());
        if (!owners.isFree(number)) {
            throw notFree();
        }
        store.claims().own(user, claim.number(), clock.instant());
        return number;
    }

    /** The user gives back what was claimed. */
    public void release(Jid user) {
        store.claims().release(user);
    }

    private static BackendException wrong(Text text) {
        return new BackendException(new BackendFailure.BadValue(text));
    }
}
