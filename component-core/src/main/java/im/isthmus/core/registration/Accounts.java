package im.isthmus.core.registration;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.store.StoredWith;
import im.isthmus.core.store.table.AccountTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who registered, one registration a bare JID. Kept in memory too, still sealed, so that
 * no stanza waits for the database. Callable from any thread.
 */
public final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final AccountTable table;
    private final Map<Jid, Map<String, String>> sealed = new ConcurrentHashMap<>();

    /** Everybody in the table. */
    public Accounts(AccountTable table) {
        this.table = table;
        table.load()
                .forEach((user, fields) -> {
                    try {
                        sealed.put(Jid.parse(user), fields);
                    } catch (InvalidJidException e) {
                        LOG.warn("account=ignored user={} reason=\"{}\"", user, e.getMessage());
                    }
                });
    }

    /** Whether somebody registered. */
    public boolean has(Jid user) {
        return sealed.containsKey(user.bare());
    }

    /** What somebody registered with; null if they did not. */
    public @Nullable AccountFields find(Jid user) {
        Map<String, String> fields = sealed.get(user.bare());
        return fields == null
                ? null
                : new AccountFields(table.open(user.bare().toString(), fields));
    }

    /** Everybody who registered, by bare JID. */
    public List<Jid> users() {
        return List.copyOf(sealed.keySet());
    }

    /** Registers somebody, or changes what they registered with; complete once it is stored. */
    CompletableFuture<Void> keep(Jid user, AccountFields fields, StoredWith also) {
        return aside(() ->
                sealed.put(user.bare(), table.keep(user.bare().toString(), fields.values(), also)));
    }

    /** Forgets somebody; complete once it is stored. */
    CompletableFuture<Void> remove(Jid user) {
        return aside(() -> {
            table.remove(user.bare().toString());
            sealed.remove(user.bare());
        });
    }

    private static CompletableFuture<Void> aside(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }
}
