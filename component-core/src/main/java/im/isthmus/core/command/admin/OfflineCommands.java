package im.isthmus.core.command.admin;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.AccountTable;
import im.isthmus.core.store.table.DisabledTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The admin commands that need nothing but the database of a gateway that does not run. */
public final class OfflineCommands {
    private static final Set<String> WORDS =
            Set.of("users", "count-users", "disable-user", "enable-user");

    private OfflineCommands() {}

    /** All of them. */
    public static List<Command> of(Jid domain, Store store, Access access) {
        DisabledTable disabled = new DisabledTable(store);
        access.disabled(disabled.load());
        Accounts accounts = new Accounts(new AccountTable(store));
        Administration administration =
                new Administration(
                        domain,
                        () -> {
                            throw stopped();
                        },
                        (_, _) -> false,
                        accounts::users,
                        _ -> CompletableFuture.failedFuture(stopped()),
                        access,
                        disabled,
                        () -> {
                            throw stopped();
                        },
                        () -> Step.failed("The gateway does not run."),
                        InstantSource.system(),
                        (_, _) -> {});
        return administration.commands().stream()
                .filter(command -> WORDS.contains(command.word()))
                .toList();
    }

    private static IllegalStateException stopped() {
        return new IllegalStateException("the gateway does not run");
    }
}
