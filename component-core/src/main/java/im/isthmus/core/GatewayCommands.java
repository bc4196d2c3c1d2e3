package im.isthmus.core;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.command.admin.Administration;
import im.isthmus.core.command.user.Settings;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.table.DisabledTable;
import im.isthmus.core.stream.ComponentStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What users and admins can ask the gateway itself to do, and can set. */
final class GatewayCommands {
    private GatewayCommands() {}

    /** All of them: the user's, the backend's and the admin's. */
    static List<Command> of(
            Gateway.Setup setup,
            Accounts accounts,
            Preferences preferences,
            Supplier<Sessions> sessions,
            ComponentStream stream,
            ScheduledExecutorService timer,
            InstantSource clock) {
        PersonalRecords records = new PersonalRecords(setup.store(), setup.tables().aboutUsers());
        Administration administration =
                new Administration(
                        setup.stream().domain(),
                        sessions,
                        accounts::users,
                        user ->
                                unregistered(sessions.get(), user)
                                        .thenRunAsync(
                                                () -> {
                                                    records.erase(user);
                                                    preferences.forget(user);
                                                },
                                                Thread::startVirtualThread),
                        setup.access(),
                        new DisabledTable(setup.store()),
                        stream::statistics,
                        setup.reload(),
                        clock,
                        timer);
        return Stream.of(
                        new Settings(preferences).commands(),
                        setup.backend().commands(),
                        administration.commands())
                .flatMap(List::stream)
                .toList();
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
