package im.isthmus.sms.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Through which accounts each of our numbers may send: its own first, then those that the admin
 * named to stand in. Decided anew for every message, so that one destination may go another way
 * than the rest.
 */
public final class Routes {
    private final Map<String, List<String>> accounts;
    private final Predicate<String> inTrouble;

    /**
     * @param accounts names by number
     * @param inTrouble whether an account cannot be used now
     */
    public Routes(Map<String, List<String>> accounts, Predicate<String> inTrouble) {
        this.accounts = Map.copyOf(accounts);
        this.inTrouble = inTrouble;
    }

    /** The account that a new message should go through; empty if the number has none. */
    public Optional<String> first(String number) {
        List<String> all = of(number);
        return all.stream()
                .filter(inTrouble.negate())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** Another account that could take what this one cannot deliver now. */
    Optional<String> instead(String number, String account) {
        return of(number).stream()
                .filter(other -> !other.equals(account) && !inTrouble.test(other))
                .findFirst();
    }

    /** The account that comes after this one, for what this one will not deliver. */
    Optional<String> after(String number, String account) {
        List<String> all = of(number);
        return all.stream().skip(all.indexOf(account) + 1L).filter(inTrouble.negate()).findFirst();
    }

    private List<String> of(String number) {
        return accounts.getOrDefault(number, List.of());
    }
}
