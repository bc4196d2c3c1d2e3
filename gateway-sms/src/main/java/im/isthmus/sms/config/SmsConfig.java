package im.isthmus.sms.config;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.provider.ProviderConfig;
import im.isthmus.sms.provider.Providers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [sms]}.
 *
 * @param defaultRegion where numbers without country code are from (ISO 3166-1)
 * @param regions whose numbers may be written to; empty means those of the own numbers only
 * @param shortCodes whether short codes may be written to; some bill the sender
 * @param webhook where providers call us; null if none does
 * @param accounts with providers, by name
 * @param numbers by E.164, with whom they belong to
 * @param claims whether users may claim numbers that nobody owns, by a code sent there
 * @param groups whether groups are rooms; else their messages list who else got them (XEP-0033)
 * @param cheogramAddresses whether short codes and named senders are written as cheogram does
 */
public record SmsConfig(
        String defaultRegion,
        List<String> regions,
        boolean shortCodes,
        @Nullable WebhookConfig webhook,
        Map<String, AccountConfig> accounts,
        Map<PhoneNumber, NumberConfig> numbers,
        boolean claims,
        boolean groups,
        boolean cheogramAddresses,
        SmsLimits limits) {
    /**
     * An account with a provider.
     *
     * @param numbers that send and receive through it
     * @param pricePerSegment in the admin's currency, for the report of costs; 0 if not told
     */
    public record AccountConfig(
            ProviderConfig provider, List<PhoneNumber> numbers, double pricePerSegment) {}

    /**
     * Whom a number belongs to.
     *
     * @param owners bare JIDs; each gets what comes in and may write from it
     * @param standIns names of accounts that may send from it while its own is in trouble
     * @param stopWords whether STOP from somebody ends what is sent there, and START allows it
     * @param helpText what HELP is answered with; empty if it is a message like any other
     * @param room whether what comes in is shown in a room that all owners share
     */
    public record NumberConfig(
            List<Jid> owners,
            List<String> standIns,
            boolean stopWords,
            String helpText,
            boolean room) {
        /** Nothing but owners. */
        public static NumberConfig of(List<Jid> owners) {
            return new NumberConfig(owners, List.of(), false, "", false);
        }
    }

    /** Reads {@code [sms]} below the top of a file. */
    public static SmsConfig read(Section root) {
        Section section = root.table("sms");
        String region = section.required("default-region", region(), "US");
        Numbering numbering = new Numbering(region);
        Map<String, AccountConfig> accounts = accounts(section, numbering);
        WebhookConfig webhook = WebhookConfig.read(section.table("webhook"));
        if (webhook == null && accounts.values().stream().anyMatch(a -> a.provider().calls())) {
            section.problem(
                    "webhook",
                    "missing: providers report by calling us, so say where in [sms.webhook],"
                            + " by listen = \"127.0.0.1:8480\" and public-url ="
                            + " \"https://sms.example.org\"",
                    "");
        }
        List<String> regions =
                section.optional("regions", Values.oneOrMore(region()), List.of("US", "CA"));
        return new SmsConfig(
                region,
                regions == null ? List.of() : regions,
                section.withDefault("short-codes", Values.bool(), false),
                webhook,
                accounts,
                numbers(section, numbering, accounts),
                section.withDefault("claims", Values.bool(), false),
                section.withDefault("group-rooms", Values.bool(), true),
                section.withDefault("cheogram-addresses", Values.bool(), false),
                SmsLimits.read(section.table("limits")));
    }

    private static Map<String, AccountConfig> accounts(Section section, Numbering numbering) {
        Map<String, AccountConfig> accounts = new LinkedHashMap<>();
        Map<PhoneNumber, String> taken = new LinkedHashMap<>();
        section.tables("accounts")
                .forEach((name, each) -> {
                    Providers.@Nullable Kind kind =
                            each.deciding("provider", Providers.value(), "twilio");
                    List<PhoneNumber> numbers =
                            each.required(
                                    "numbers",
                                    Values.oneOrMore(number(numbering)),
                                    List.of("+12025550100"));
                    for (PhoneNumber number : numbers) {
                        String other = taken.putIfAbsent(number, name);
                        if (other != null) {
                            each.problem("numbers", number.e164() + " is twice: see " + other, "");
                        }
                    }
                    double price =
                            each.withDefault("price-per-segment", Values.decimal(0, 1000), 0.0);
                    ProviderConfig provider =
                            kind == null ? Providers.unknown() : kind.reader().apply(each);
                    accounts.put(name, new AccountConfig(provider, numbers, price));
                });
        if (accounts.isEmpty()) {
            section.problem("accounts", "missing: at least one [sms.accounts.NAME]", "");
        }
        return Map.copyOf(accounts);
    }

    private static Map<PhoneNumber, NumberConfig> numbers(
            Section section, Numbering numbering, Map<String, AccountConfig> accounts) {
        Map<PhoneNumber, NumberConfig> numbers = new LinkedHashMap<>();
        Section group = section.table("numbers");
        section.tables("numbers")
                .forEach((name, each) -> {
                    NumberConfig found = number(each, accounts.keySet());
                    try {
                        PhoneNumber number = number(numbering, name);
                        if (accounts.values().stream()
                                .noneMatch(account -> account.numbers().contains(number))) {
                            group.problem(name, "is the number of no account", "");
                        }
                        numbers.put(number, found);
                    } catch (Value.Wrong e) {
                        group.problem(name, String.valueOf(e.getMessage()), "");
                    }
                });
        return Map.copyOf(numbers);
    }

    private static NumberConfig number(Section section, Set<String> accounts) {
        List<Jid> owners =
                section.required("owners", Values.list(bareJid()), List.of("alice@example.org"));
        List<String> standIns =
                section.withDefault("stand-ins", Values.list(Values.text()), List.of());
        for (String name : standIns) {
            if (!accounts.contains(name)) {
                section.problem("stand-ins", "there is no account " + name, List.of("backup"));
            }
        }
        String help = section.optional("help-text", Values.text(), "Write to help@example.org.");
        return new NumberConfig(
                owners,
                standIns,
                section.withDefault("stop-words", Values.bool(), false),
                help == null ? "" : help,
                section.withDefault("room", Values.bool(), false));
    }

    private static Value<String> region() {
        return (raw, origin) -> {
            String text = Values.text().read(raw, origin);
            if (!text.matches("[A-Z]{2}") || !Numbering.isRegion(text)) {
                throw new Value.Wrong(
                        "must be a country of the phone network in two capitals, such as \"US\","
                                + " not \""
                                + text
                                + "\"");
            }
            return text;
        };
    }

    private static Value<PhoneNumber> number(Numbering numbering) {
        return (raw, origin) -> number(numbering, Values.text().read(raw, origin));
    }

    private static PhoneNumber number(Numbering numbering, String text) throws Value.Wrong {
        if (text.startsWith("+")) {
            try {
                PhoneNumber number = numbering.phoneNumber(text);
                if (number.e164().equals(text)) {
                    return number;
                }
            } catch (InvalidJidException e) {
                // Told below, in words that fit a configuration.
            }
        }
        throw new Value.Wrong(
                "must be a number with its country code, such as \"+12025550100\", not \""
                        + text
                        + "\"");
    }

    private static Value<Jid> bareJid() {
        return (raw, origin) -> {
            Jid jid = Values.jid().read(raw, origin);
            if (jid.isFull() || jid.local().isEmpty()) {
                throw new Value.Wrong("must be a bare JID, such as \"alice@example.org\"");
            }
            return jid;
        };
    }
}
