package im.isthmus.sms.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.command.Step.Column;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.SmsConfig.AccountConfig;
import im.isthmus.sms.delivery.SmsAccount;
import im.isthmus.sms.number.GroupAddress;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.store.SmsStore;
import im.isthmus.sms.store.UsageTable.Spent;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What users and admins can tell the SMS gateway to do. */
public final class SmsCommands {
    private static final int DAYS = 31;

    private final SmsConfig config;
    private final List<SmsAccount> accounts;
    private final SmsStore store;
    private final SmsAddresses addresses;
    private final Owners owners;
    private final ClaimCommands claims;
    private final Predicate<String> inTrouble;
    private final InstantSource clock;

    /**
     * @param inTrouble whether an account cannot be used now
     */
    public SmsCommands(
            SmsConfig config,
            List<SmsAccount> accounts,
            SmsStore store,
            SmsAddresses addresses,
            Owners owners,
            ClaimCommands claims,
            Predicate<String> inTrouble,
            InstantSource clock) {
        this.config = config;
        this.accounts = accounts;
        this.store = store;
        this.addresses = addresses;
        this.owners = owners;
        this.claims = claims;
        this.inTrouble = inTrouble;
        this.clock = clock;
    }

    /** All of them. */
    public List<Command> all() {
        List<Command> all =
                new ArrayList<>(
                        List.of(
                                Command.of(
                                        "usage",
                                        Text.key("Show my usage"),
                                        Text.key("What you sent in the last 31 days."),
                                        Audience.USERS,
                                        Handler.blocking(this::usage)),
                                sender(),
                                group(),
                                Command.of(
                                        "cost-report",
                                        Text.key("Report usage and cost"),
                                        Text.key("What everybody sent in the last 31 days."),
                                        Audience.ADMINS,
                                        Handler.blocking(invocation -> report())),
                                Command.of(
                                        "accounts",
                                        Text.key("Test the accounts"),
                                        Text.key(
                                                "Asks every provider whether it knows us; sends"
                                                        + " nothing."),
                                        Audience.ADMINS,
                                        Handler.blocking(invocation -> accounts()))));
        if (config.claims()) {
            all.addAll(claims.all());
        }
        return all;
    }

    private Command sender() {
        return Command.of(
                        "sender",
                        Text.key("Choose my number for a contact"),
                        Text.key("From which of your numbers you write to somebody."),
                        Audience.USERS,
                        Handler.blocking(this::choose))
                .withFields(
                        List.of(
                                new Field("contact", Kind.TEXT, Text.key("Their number"), true),
                                new Field("number", Kind.TEXT, Text.key("Your number"), true)));
    }

    private Step choose(Invocation invocation) {
        List<PhoneNumber> own = owners.numbersOf(invocation.user());
        try {
            SmsParty contact = addresses.read(invocation.answers().get("contact"));
            SmsParty number = addresses.read(invocation.answers().get("number"));
            if (!(number instanceof PhoneNumber chosen) || !own.contains(chosen)) {
                return Step.failed(
                        "Your numbers are: {0}",
                        String.join(", ", own.stream().map(PhoneNumber::e164).toList()));
            }
            store.people().choose(invocation.user(), addresses.localpart(contact), chosen.e164());
            return Step.done("You write to {0} from {1} now.", contact.text(), chosen.e164());
        } catch (InvalidJidException e) {
            return new Step.Failed(e.text());
        }
    }

    private Command group() {
        return Command.of(
                        "group",
                        Text.key("Begin a group"),
                        Text.key("Makes a room of phones, which all get what is written there."),
                        Audience.USERS,
                        Handler.blocking(this::begin))
                .withFields(
                        List.of(
                                new Field(
                                        "members",
                                        Kind.LINES,
                                        Text.key("Numbers, one a line"),
                                        true)));
    }

    private Step begin(Invocation invocation) {
        List<String> members = new ArrayList<>();
        try {
            for (String line : invocation.answers().lines("members")) {
                for (String each : line.split("[,;]", -1)) {
                    if (!each.isBlank()) {
                        members.add(member(each));
                    }
                }
            }
        } catch (InvalidJidException e) {
            return new Step.Failed(e.text());
        }
        GroupAddress group = GroupAddress.of(members);
        if (group.members().size() < 2) {
            return Step.failed("A group has two others at least.");
        }
        store.people().group(group.room(), group.members());
        return Step.done("Enter the room {0}, or write to {1}.", group.room(), group.localpart());
    }

    private String member(String typed) throws InvalidJidException {
        if (addresses.read(typed) instanceof PhoneNumber number) {
            return number.e164();
        }
        throw new InvalidJidException("A group is of phone numbers only.");
    }

    private Step usage(Invocation invocation) {
        Jid user = invocation.user();
        int today = store.usage().spent(user, day(0));
        List<List<String>> rows =
                store.usage().of(user, day(DAYS)).stream()
                        .map(spent -> row(spent, spent.day()))
                        .toList();
        return new Step.Done(
                Text.of(
                        "Today you sent {0} of {1} segments.",
                        today, config.limits().segmentsPerDay()),
                List.of(),
                new Step.Table(columns("day", Text.key("Day")), rows));
    }

    private Step report() {
        List<List<String>> rows =
                store.usage().ofAll(day(DAYS)).stream()
                        .map(spent -> row(spent, spent.user()))
                        .toList();
        return new Step.Done(
                Text.of("Since {0}:", day(DAYS)),
                List.of(),
                new Step.Table(columns("user", Text.key("User")), rows));
    }

    private static List<Column> columns(String first, String label) {
        return List.of(
                new Column(first, label),
                new Column("account", Text.key("Account")),
                new Column("messages", Text.key("Messages")),
                new Column("segments", Text.key("Segments")),
                new Column("cost", Text.key("Cost")));
    }

    private List<String> row(Spent spent, String first) {
        AccountConfig account = config.accounts().get(spent.account());
        double price = account == null ? 0 : account.pricePerSegment();
        return List.of(
                first,
                spent.account(),
                Long.toString(spent.messages()),
                Long.toString(spent.segments()),
                String.format(Locale.ROOT, "%.4f", price * spent.segments()));
    }

    private Step accounts() {
        List<List<String>> rows = new ArrayList<>();
        for (SmsAccount account : accounts) {
            rows.add(
                    List.of(
                            account.name(),
                            inTrouble.test(account.name()) ? "down" : "up",
                            Long.toString(store.outbox().count(account.name())),
                            account.provider().problem().orElse("ok")));
        }
        return new Step.Done(
                Text.EMPTY,
                List.of(),
                new Step.Table(
                        List.of(
                                new Column("account", Text.key("Account")),
                                new Column("state", Text.key("State")),
                                new Column("waiting", Text.key("Waiting")),
                                new Column("test", Text.key("Test"))),
                        rows));
    }

    private String day(int ago) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault())
                .minusDays(ago)
                .toString();
    }
}
