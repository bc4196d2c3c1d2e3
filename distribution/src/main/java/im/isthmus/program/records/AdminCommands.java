package im.isthmus.program.records;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.command.CommandLine;
import im.isthmus.core.command.admin.OfflineCommands;
import im.isthmus.core.config.section.CoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.database.StoreException;
import java.io.PrintStream;
import java.util.List;

/** The admin commands that make sense while the gateway does not run. */
public final class AdminCommands {
    private final CoreConfig config;
    private final PrintStream out;
    private final PrintStream err;

    public AdminCommands(CoreConfig config, PrintStream out, PrintStream err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    /** Runs one; returns whether it was done. */
    public boolean run(List<String> words) {
        try (Store store = Store.open(config.store())) {
            Jid domain = Jid.parse(config.component().domain());
            Access access = new Access(config.access(), config.limits());
            CommandLine line = new CommandLine(OfflineCommands.of(domain, store, access), domain);
            CommandLine.Outcome outcome = line.run(words);
            (outcome.done() ? out : err).println(outcome.text());
            return outcome.done();
        } catch (StoreException e) {
            return StoreCommands.failed(e, err);
        } catch (InvalidJidException e) {
            throw new IllegalStateException("the configuration let through a wrong domain", e);
        }
    }
}
