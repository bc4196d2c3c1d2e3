package im.isthmus.program;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.ArchiveImport;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.biboumi.BiboumiConfig;
import im.isthmus.irc.biboumi.BiboumiDatabase;
import im.isthmus.irc.biboumi.BiboumiImport;
import im.isthmus.irc.biboumi.BiboumiPolicies;
import im.isthmus.irc.biboumi.IrcToml;
import im.isthmus.irc.store.SettingsTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code isthmus import biboumi}: makes a configuration and a database of ours from biboumi's,
 * which stay as they are.
 */
final class ImportBiboumi {
    private static final int PROGRESS = 50_000;

    private final Path source;
    private final Path output;
    private final PrintStream out;
    private final List<String> notTaken = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    ImportBiboumi(Path source, Path output, PrintStream out) {
        this.source = source;
        this.output = output;
        this.out = out;
    }

    /**
     * Does it, and tells what was taken.
     *
     * @throws ImportException with a sentence for the admin; nothing of theirs was changed
     */
    void run() throws ImportException {
        try {
            BiboumiConfig config = BiboumiConfig.read(source);
            if (!config.problems().isEmpty()) {
                throw new ImportException(source + ": " + String.join(", ", config.problems()));
            }
            prepare();
            // Not where temporary files are: it has everybody's passwords, and may be large.
            Path copy = Files.createTempDirectory(output, ".biboumi");
            try (BiboumiDatabase database = database(config, copy)) {
                write(config, database);
            } finally {
                DressRehearsal.remove(copy);
            }
            report();
        } catch (IOException | StoreException e) {
            throw new ImportException(e.getMessage() + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void prepare() throws IOException, ImportException {
        Files.createDirectories(output);
        for (String name : List.of("irc.toml", "irc.sqlite", "irc-secret")) {
            if (Files.exists(output.resolve(name))) {
                throw new ImportException(
                        output.resolve(name) + " is there already: give an empty folder");
            }
        }
    }

    /** Null if biboumi has none. */
    private @Nullable BiboumiDatabase database(BiboumiConfig config, Path copy) {
        String name = config.get("db_name", "");
        if (name.isEmpty()) {
            notTaken.add(
                    "the database: db_name is not set, and where biboumi has it then depends on who"
                            + " runs it (such as ~/.config/biboumi/biboumi.sqlite); name it in a"
                            + " copy of the file, and import that");
            return null;
        }
        try {
            return BiboumiDatabase.open(name, copy);
        } catch (IOException e) {
            notTaken.add("the database " + name + ": " + e.getMessage());
            return null;
        }
    }

    private void write(BiboumiConfig config, @Nullable BiboumiDatabase database)
            throws IOException, ImportException {
        BiboumiImport settings = database == null ? null : new BiboumiImport(database);
        IrcToml toml = new IrcToml(config, BiboumiPolicies.read(source, config));
        Set<String> names = settings == null ? Set.of() : settings.plainNames();
        privately("irc-secret", config.get("password", "") + "\n");
        privately("irc.toml", toml.text(names));
        notTaken.addAll(toml.notTaken());
        advice.addAll(toml.advice());
        out.println("configuration: " + output.resolve("irc.toml"));

        GatewayFile.Several read =
                GatewayFile.readAll(List.of(output.resolve("irc.toml")), Map.of());
        if (!read.problems().isEmpty()) {
            throw new ImportException(read.problems().getFirst().toString());
        }
        try (Store store = Store.open(read.files().getFirst().core().store())) {
            SettingsTable table = new SettingsTable(store);
            if (settings != null && database != null) {
                settings.settings(table);
                notTaken.addAll(settings.notTaken());
                out.println("settings: " + settings.taken());
                archive(store, read.files().getFirst(), database, toml.addressing());
                roster(store, config, database);
            }
        }
    }

    /** Who has the gateway or a network in the roster. */
    private void roster(Store store, BiboumiConfig config, BiboumiDatabase database) {
        ContactTable contacts = new ContactTable(store);
        int taken = 0;
        for (BiboumiDatabase.RosterEntry each : database.roster()) {
            try {
                Jid ours = Jid.parse(each.local());
                if (ours.domain().equals(config.get("hostname", "").toLowerCase(Locale.ROOT))) {
                    contacts.sees(Jid.parse(each.remote()).bare().toString(), ours.local());
                    taken++;
                }
            } catch (InvalidJidException e) {
                notTaken.add("roster of " + each.remote() + ": " + e.getMessage());
            }
        }
        out.println("roster: " + taken + " entries");
    }

    /** Everybody's own archive of each channel. */
    private void archive(
            Store store, GatewayFile file, BiboumiDatabase database, Addressing addressing)
            throws ImportException {
        long all = database.lines();
        long[] counts = new long[2];
        try (ArchiveImport archive =
                new ArchiveImport(store, Jid.parse(file.core().component().domain()))) {
            database.forEachLine(line -> {
                if (!take(archive, line, addressing)) {
                    counts[1]++;
                }
                if (++counts[0] % PROGRESS == 0) {
                    out.println("history: " + counts[0] + " of " + all);
                }
            });
        } catch (InvalidJidException e) {
            throw new ImportException("hostname is no domain: " + e.getMessage());
        }
        out.println("history: " + (counts[0] - counts[1]) + " messages");
        if (counts[1] > 0) {
            notTaken.add("history: " + counts[1] + " messages of users or rooms that cannot be");
        }
    }

    private static boolean take(
            ArchiveImport archive, BiboumiDatabase.Line line, Addressing addressing) {
        if (line.body().isEmpty() || line.uuid().isEmpty()) {
            return false;
        }
        try {
            var channel = new IrcAddress.Channel(line.channel(), line.server());
            archive.add(
                    Jid.parse(line.owner()),
                    addressing.localpart(channel),
                    line.uuid(),
                    line.time(),
                    line.nick(),
                    line.body());
            return true;
        } catch (InvalidJidException e) {
            return false;
        }
    }

    private void privately(String name, String text) throws IOException {
        Path file = output.resolve(name);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private void report() {
        notTaken.forEach(what -> out.println("not taken: " + what));
        advice.forEach(what -> out.println("please look at: " + what));
        out.println("Start it with: isthmus run " + output.resolve("irc.toml"));
    }

    /** It could not be done; the message is for the admin. */
    static final class ImportException extends Exception {
        private static final long serialVersionUID = 1L;

        ImportException(String message) {
            super(message);
        }
    }
}
