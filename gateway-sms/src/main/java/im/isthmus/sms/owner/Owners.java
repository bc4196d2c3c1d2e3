package im.isthmus.sms.owner;

import im.isthmus.core.address.Jid;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.config.SmsConfig.NumberConfig;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.store.ClaimTable;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whose numbers are whose: as the admin says, and as users claimed them. */
public final class Owners {
    private final SmsConfig config;
    private final ClaimTable claims;

    public Owners(SmsConfig config, ClaimTable claims) {
        this.config = config;
        this.claims = claims;
    }

    /** What the admin says about a number. */
    public NumberConfig settings(String number) {
        return config.numbers().getOrDefault(new PhoneNumber(number), NumberConfig.of(List.of()));
    }

    /** The numbers that a user may write from, in order. */
    public List<PhoneNumber> numbersOf(Jid user) {
        Stream<PhoneNumber> assigned =
                config.numbers().entrySet().stream()
                        .filter(each -> each.getValue().owners().contains(user.bare()))
                        .map(java.util.Map.Entry::getKey);
        Stream<PhoneNumber> claimed =
                config.claims()
                        ? claims.numbers(user).stream().map(PhoneNumber::new)
                        : Stream.empty();
        return Stream.concat(assigned, claimed)
                .distinct()
                .sorted(Comparator.comparing(PhoneNumber::e164))
                .toList();
    }

    /** Everybody who gets what comes to a number. */
    public Set<Jid> of(String number) {
        Set<Jid> owners = new LinkedHashSet<>(settings(number).owners());
        if (config.claims()) {
            claims.owners(number).forEach(claimer -> owners.add(Jid.checked(claimer)));
        }
        return owners;
    }

    /** Whether a number is one of ours that nobody owns, and so may be claimed. */
    public boolean isFree(PhoneNumber number) {
        return config.claims()
                && config.accounts().values().stream()
                        .anyMatch(account -> account.numbers().contains(number))
                && of(number.e164()).isEmpty();
    }
}
