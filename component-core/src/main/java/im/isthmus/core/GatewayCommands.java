package im.isthmus.core;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.command.Owners;
import im.isthmus.core.command.admin.Administration;
import im.isthmus.core.command.user.Account;
import im.isthmus.core.command.user.ContactCommands;
import im.isthmus.core.command.user.OwnRecords;
import im.isthmus.core.command.user.Settings;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.table.DisabledTable;
import im.isthmus.core.stream.ComponentStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What users and admins can ask the gateway itself to do, and can set. */
final class GatewayCommands {
    private GatewayCommands() {}

    /** All of them: the user's, the backend's and the admin's. */
    static List<Command> of(
            GatewaySetup setup,
            Accounts accounts,
            Preferences preferences,
            Supplier<Sessions> sessions,
            ComponentStream stream,
            ScheduledExecutorService timer,
            InstantSource clock) {
        PersonalRecords records = new PersonalRecords(setup.store(), setup.tables().aboutUsers());
        Function<Jid, CompletableFuture<Void>> erasure =
                user ->
                        unregistered(sessions.get(), user)
                                .thenRunAsync(
                                        () -> {
                                            records.erase(user);
                                            preferences.forget(user);
                                        },
                                        Thread::startVirtualThread);
        Administration administration =
                new Administration(
                        setup.stream().domain(),
                        sessions,
                        (user, reason) -> sessions.get().end(user, reason),
                        accounts::users,
                        erasure,
                        setup.access(),
                        new DisabledTable(setup.store()),
                        stream::statistics,
                        setup.reload(),
                        clock,
                        later(timer));
        Owners owners = (user, task) -> sessions.get().force(user, task);
        return Stream.of(
                        new Account(setup.backend(), owners).commands(),
                        new Settings(preferences, owners).commands(),
                        new ContactCommands(setup.backend(), owners).commands(),
                        setup.backend().commands(),
                        new OwnRecords(records, erasure).commands(),
                        administration.commands())
                .flatMap(List::stream)
                .toList();
    }

    private static BiConsumer<Runnable, Duration> later(ScheduledExecutorService timer) {
        return (task, delay) -> {
            var _ = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        };
    }

    /** Nothing may log in any more with what is about to be erased. */
    private static CompletableFuture<Void> unregistered(Sessions sessions, Jid user) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        sessions.force(
                user,
                session -> {
                    UserAccount account = session.attendance().account();
                    var _ = account.unregister().whenComplete((_, _) -> done.complete(null));
                });
        return done;
    }

    /** What users can set: for every gateway, and for this kind. */
    static List<Preference<?>> preferences(Backend backend) {
        return Stream.concat(CorePreferences.all().stream(), backend.preferences().stream())
                .toList();
    }
}
