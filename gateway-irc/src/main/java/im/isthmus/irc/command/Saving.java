package im.isthmus.irc.command;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.store.SettingsTable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Changes what a user has set: on the disk, and for the session if there is one. */
final class Saving {
    private final SettingsTable table;
    private final Users users;

    Saving(SettingsTable table, Users users) {
        this.table = table;
        this.users = users;
    }

    /** What a user has set in a scope. */
    Map<String, String> load(Jid user, String scope) {
        return table.load(user).getOrDefault(scope, Map.of());
    }

    /** Replaces what a user has set in a scope; complete once it holds. */
    CompletionStage<Void> replace(Jid user, String scope, Map<String, String> values) {
        return CompletableFuture.runAsync(
                        () -> table.save(user, scope, values), Thread::startVirtualThread)
                .thenCompose(_ -> hold(user, scope, values));
    }

    /** Changes some of what a user has set in a scope; complete once it holds. */
    CompletionStage<Void> change(Jid user, String scope, Map<String, String> some) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            Map<String, String> values = new HashMap<>(load(user, scope));
                            values.putAll(some);
                            values.values().removeIf(String::isEmpty);
                            table.save(user, scope, values);
                            return values;
                        },
                        Thread::startVirtualThread)
                .thenCompose(values -> hold(user, scope, values));
    }

    private CompletionStage<Void> hold(Jid user, String scope, Map<String, String> values) {
        return users.with(
                        user,
                        present -> {
                            present.ifPresent(each -> each.changed(scope, values));
                            return true;
                        })
                .thenAccept(_ -> {});
    }
}
