package im.isthmus.program.records;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Json;
import im.isthmus.core.store.KeyRotation;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.Tables;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Function;

/**
 * Export, erase and rotate-key: done to the database itself, while the gateway does not run. A
 * running one does the first two by its commands in chat.
 */
public final class StoreCommands {
    private final StoreConfig config;
    private final Function<Store, TableList> tables;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param backendTables the gateway's own tables, beside those of the core
     */
    public StoreCommands(
            StoreConfig config,
            Function<Store, TableList> backendTables,
            PrintStream out,
            PrintStream err) {
        this.config = config;
        this.tables = store -> Tables.of(store).plus(backendTables.apply(store));
        this.out = out;
        this.err = err;
    }

    /** Prints everything that is stored about a user as JSON, without secrets. */
    public boolean export(String user) {
        return about(
                user,
                (store, jid) -> {
                    Map<String, Object> all = records(store).export(jid);
                    out.print(Json.of(all));
                });
    }

    /** Forgets everything that is stored about a user. */
    public boolean erase(String user) {
        return about(
                user,
                (store, jid) -> {
                    boolean known = records(store).export(jid).size() > 1; // more than the user
                    records(store).erase(jid);
                    out.println(jid + (known ? ": erased" : ": nothing was stored"));
                });
    }

    /** Seals all secrets with a new key. */
    public boolean rotateKey() {
        try {
            KeyRotation.Result result = KeyRotation.rotate(config, tables);
            out.println(
                    config.keyFile()
                            + ": "
                            + (result.finished()
                                    ? "an interrupted rotation was finished"
                                    : "new key")
                            + ", secrets sealed again: "
                            + result.secrets());
            result.oldKeys()
                    .forEach(file ->
                            out.println(
                                    file
                                            + ": an old key; only copies of the database made"
                                            + " before need it, delete it with them"));
            return true;
        } catch (StoreException e) {
            return failed(e, err);
        }
    }

    private boolean about(String user, Work work) {
        Jid jid;
        try {
            jid = Jid.parse(user).bare();
        } catch (InvalidJidException e) {
            err.println("isthmus: " + user + " is no address of a user: " + e.getMessage());
            return false;
        }
        try (Store store = Store.open(config)) {
            work.perform(store, jid);
            return true;
        } catch (StoreException e) {
            return failed(e, err);
        }
    }

    static boolean failed(StoreException problem, PrintStream err) {
        err.println("isthmus: " + problem.getMessage());
        if (String.valueOf(problem.getMessage()).contains("in use by another gateway")) {
            err.println(
                    "isthmus: stop it for a moment; or, for all but rotate-key, use the commands of"
                            + " the running gateway in your XMPP client");
        }
        return false;
    }

    private PersonalRecords records(Store store) {
        return new PersonalRecords(store, tables.apply(store).aboutUsers());
    }

    /** What is done with an open database. */
    @FunctionalInterface
    private interface Work {
        void perform(Store store, Jid user);
    }
}
