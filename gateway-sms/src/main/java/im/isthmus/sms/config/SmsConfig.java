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
 */
public record SmsConfig(
        String defaultRegion,
        List<String> regions,
        boolean shortCodes,
        @Nullable WebhookConfig webhook,
        Map<String, AccountConfig> accounts,
        Map<PhoneNumber, NumberConfig> numbers,
        SmsLimits limits) {
    /**
     * An account with a provider.
     *
     * @param numbers that send and receive through it
     */
    public record AccountConfig(ProviderConfig provider, List<PhoneNumber> numbers) {}

    /**
     * Whom a number belongs to.
     *
     * @param owners bare JIDs; each gets what comes in and may write from it
     */
    public record NumberConfig(List<Jid> owners) {}

    /** Reads {@code [sms]} below the top of a file. */
    public static SmsConfig read(Section root) {
        Section section = root.table("sms");
        String region = section.required("default-region", region(), "US");
        Numbering numbering = new Numbering(region);
        Map<String, AccountConfig> accounts = accounts(section, numbering);
        WebhookConfig webhook = WebhookConfig.read(section.table("webhook"));
        if (webhook == null && accounts.values().stream().anyMatch(a -> a.provider().calls())) {
            section.problem("webhook", "missing: providers report by calling us, so say where", "");
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
                SmsLimits.read(section.table("limits")));
    }

    private static Map<String, AccountConfig> accounts(Section section, Numbering numbering) {
        Map<String, AccountConfig> accounts = new LinkedHashMap<>();
        Map<PhoneNumber, String> taken = new LinkedHashMap<>();
        section.tables("accounts")
                .forEach((name, each) -> {
                    Providers.Kind kind = each.required("provider", Providers.value(), "twilio");
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
                    accounts.put(name, new AccountConfig(kind.reader().apply(each), numbers));
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
                    List<Jid> owners =
                            each.required(
                                    "owners", Values.list(bareJid()), List.of("alice@example.org"));
                    try {
                        PhoneNumber number = number(numbering, name);
                        if (accounts.values().stream()
                                .noneMatch(account -> account.numbers().contains(number))) {
                            group.problem(name, "is the number of no account", "");
                        }
                        numbers.put(number, new NumberConfig(owners));
                    } catch (Value.Wrong e) {
                        group.problem(name, String.valueOf(e.getMessage()), "");
                    }
                });
        return Map.copyOf(numbers);
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
