package im.isthmus.sms;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.backend.Registration.Kind;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
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
final class Claims {
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
    Claims(
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

    List<Command> commands() {
        return List.of(
                Command.of(
                                "claim",
                                Text.key("Claim a number"),
                                Text.key("A code is sent to the number, to see that it is yours."),
                                Audience.USERS,
                                SmsCommands.later(this::begin))
                        .withFields(
                                List.of(
                                        SmsCommands.field(
                                                "number", Kind.TEXT, Text.key("Your number")))),
                Command.of(
                        "release",
                        Text.key("Give my claimed number back"),
                        Text.key("Ends your claim of a number."),
                        Audience.USERS,
                        SmsCommands.later(invocation -> {
                            store.claims().release(invocation.user());
                            return Step.done("You have no claimed number any more.");
                        })));
    }

    private Step begin(Invocation invocation) {
        try {
            if (!(addresses.read(invocation.answers().get("number")) instanceof PhoneNumber number)
                    || !owners.isFree(number)) {
                return Step.failed("This number is not to be claimed here.");
            }
            String code = "%06d".formatted(random.nextInt(1_000_000));
            if (!send(invocation.user(), number, code)) {
                return Step.failed("Too many codes were sent today. Try again tomorrow.");
            }
            store.claims().begin(invocation.user(), number.e164(), code, clock.instant());
            return new Step.Ask(
                    Text.of("Claim a number"),
                    Text.of("Type the code that was sent to {0}.", number.e164()),
                    List.of(SmsCommands.field("code", Kind.TEXT, Text.key("Code"))),
                    true,
                    SmsCommands.later(this::end));
        } catch (InvalidJidException e) {
            return new Step.Failed(e.text());
        }
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
        Instant now = clock.instant();
        String id = MessageIds.fresh();
        OutboxMessage message =
                new OutboxMessage(
                        id,
                        id,
                        new MessageRef(user, "claim-" + id, null),
                        number.e164(),
                        account.get().name(),
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
        Budget budget = new Budget(TRIES, TRIES, TRIES, limits.segmentsPerDayTotal());
        boolean accepted =
                store.outbox().accept(List.of(message), budget) == Budget.Acceptance.ACCEPTED;
        wake.accept(account.get().name());
        return accepted;
    }

    private Step end(Invocation invocation) {
        Optional<Claim> found = store.claims().attempt(invocation.user());
        if (found.isEmpty()) {
            return Step.failed("There is no claim of yours. Begin one with the command claim.");
        }
        Claim claim = found.get();
        if (claim.tries() > TRIES || claim.since().plus(LIFE).isBefore(clock.instant())) {
            store.claims().abandon(invocation.user());
            return Step.failed("This code is no longer good. Claim the number again.");
        }
        String given = invocation.answers().get("code").strip();
        boolean right =
                MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        claim.code().getBytes(StandardCharsets.UTF_8));
        if (!right) {
            return Step.failed("This is not the code.");
        }
        if (!owners.isFree(new PhoneNumber(claim.number()))) {
            return Step.failed("This number is not to be claimed here.");
        }
        store.claims().own(invocation.user(), claim.number(), clock.instant());
        return Step.done("{0} is your number now.", claim.number());
    }
}
