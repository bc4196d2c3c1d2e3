package im.isthmus.program;

import im.isthmus.core.config.Suggestion;
import im.isthmus.core.config.section.ObserveConfig.LogLevel;
import im.isthmus.core.observe.Logging;
import im.isthmus.core.store.database.SqliteLibrary;
import im.isthmus.program.records.AdminCommands;
import im.isthmus.program.records.StoreCommands;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The commands of {@code isthmus}. */
public final class Isthmus {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final List<String> COMMANDS =
            List.of(
                    "run",
                    "check",
                    "import",
                    "export",
                    "erase",
                    "admin",
                    "rotate-key",
                    "rehearse",
                    "version",
                    "help");

    private static final String HELP =
            """
            Usage: isthmus COMMAND [FILE...]

              run FILE...       run the gateways that these files configure, until SIGTERM or Ctrl-C
              check FILE...     say everything that is wrong with these files
              check --credentials FILE...
                                try the credentials in them too: asks others, sends nothing
              import biboumi CONFIG --output DIR
                                make a configuration and a database of ours from biboumi's
              export FILE USER  print what is stored about a user as JSON, without secrets
              erase FILE USER   forget what is stored about a user
              admin FILE WORD   run an admin command: users, disable-user, enable-user ...; help lists them
              rotate-key FILE   seal the secrets in the database with a new key
              rehearse          unpack what starts need, then work a few seconds with stand-ins, so
                                that Java learns; bin/isthmus does it once by itself
              version           say which Isthmus and which Java this is
              help              say this

            Each FILE configures one gateway; configs/ has samples with every key. Export, erase,
            admin and rotate-key are for gateways that do not run; one that runs has commands in chat.
            Exit status: 0 all is well, 1 it cannot be done, 2 the command line makes no sense.
            """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Isthmus(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Does as told and exits with 0, 1 or 2. */
    public static void main(String[] arguments) {
        Carriers.set();
        Logging.untilTheEnd();
        Isthmus isthmus = new Isthmus(System.getenv(), System.out, System.err);
        System.exit(isthmus.execute(Arrays.asList(arguments)));
    }

    /** The exit status. */
    int execute(List<String> arguments) {
        if (arguments.isEmpty()) {
            err.print(HELP);
            return MISUSED;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "run" -> with("run", rest, this::run);
            case "check" -> check(rest);
            case "export" -> withStore("export", rest, 2, commands -> commands.export(rest.get(1)));
            case "erase" -> withStore("erase", rest, 2, commands -> commands.erase(rest.get(1)));
            case "admin" -> admin(rest);
            case "rotate-key" -> withStore("rotate-key", rest, 1, StoreCommands::rotateKey);
            case "import" -> importFrom(rest);
            case "rehearse" -> rehearse(rest);
            case "version", "--version", "-V" -> version(rest);
            case "help", "--help", "-h" -> help(rest);
            default -> unknown(arguments.getFirst());
        };
    }

    private int with(String command, List<String> names, ToIntFunction<List<GatewayFile>> work) {
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith("-")) {
                return misused(command + " has no option " + name);
            }
            try {
                paths.add(Path.of(name));
            } catch (InvalidPathException e) {
                return misused("this is no name of a file: " + name);
            }
        }
        if (paths.isEmpty()) {
            return misused(command + " needs the name of at least one configuration file");
        }
        GatewayFile.Several read = GatewayFile.readAll(paths, environment);
        read.problems().forEach(err::println);
        if (!read.problems().isEmpty()) {
            return FAILED;
        }
        return work.applyAsInt(read.files());
    }

    private int withStore(
            String command, List<String> arguments, int count, Predicate<StoreCommands> work) {
        if (arguments.size() != count) {
            return misused(
                    command
                            + " needs the name of one configuration file"
                            + (count == 2 ? " and the address of a user" : ""));
        }
        return with(
                command,
                arguments.subList(0, 1),
                files -> {
                    GatewayFile file = files.getFirst();
                    Logging.toStandardError(environment, LogLevel.WARN);
                    StoreCommands commands =
                            new StoreCommands(
                                    file.core().store(), file.backend().tables(), out, err);
                    return work.test(commands) ? OK : FAILED;
                });
    }

    private int admin(List<String> arguments) {
        if (arguments.size() < 2) {
            return misused("admin needs the name of one configuration file and a command");
        }
        return with(
                "admin",
                arguments.subList(0, 1),
                files -> {
                    Logging.toStandardError(environment, LogLevel.WARN);
                    AdminCommands commands = new AdminCommands(files.getFirst().core(), out, err);
                    List<String> words = arguments.subList(1, arguments.size());
                    return commands.run(words) ? OK : FAILED;
                });
    }

    private int run(List<GatewayFile> files) {
        LogLevel level =
                files.stream()
                        .map(file -> file.core().observe().logLevel())
                        .max(Comparator.naturalOrder())
                        .orElse(LogLevel.INFO);
        Logging.toStandardError(environment, level);
        return new Service(new Program(environment)).runUntilTold(files);
    }

    private int check(List<String> rest) {
        boolean tried = !rest.isEmpty() && rest.getFirst().equals("--credentials");
        List<String> names = tried ? rest.subList(1, rest.size()) : rest;
        return with("check", names, tried ? this::tried : this::checked);
    }

    /** As {@link #checked}, and asks everybody whether they know us. */
    private int tried(List<GatewayFile> files) {
        Logging.toStandardError(environment, LogLevel.ERROR);
        int status = checked(files);
        for (GatewayFile file : files) {
            for (Map.Entry<String, Optional<String>> each :
                    file.backend().trials().get().entrySet()) {
                out.println(each.getKey() + ": " + each.getValue().orElse("ok"));
                status = each.getValue().isPresent() ? FAILED : status;
            }
        }
        return status;
    }

    private int checked(List<GatewayFile> files) {
        files.forEach(file -> out.println(file.path() + ": ok"));
        files.forEach(file -> file.backend().notes().forEach(out::println));
        return OK;
    }

    private int importFrom(List<String> rest) {
        if (rest.size() != 4 || !rest.get(0).equals("biboumi") || !rest.get(2).equals("--output")) {
            return misused("say: isthmus import biboumi CONFIG --output DIR");
        }
        try {
            new ImportBiboumi(Path.of(rest.get(1)), Path.of(rest.get(3)), out).run();
            return OK;
        } catch (ImportBiboumi.ImportException | InvalidPathException e) {
            err.println("isthmus: " + e.getMessage());
            return FAILED;
        }
    }

    private int rehearse(List<String> rest) {
        if (!rest.isEmpty()) {
            return misused("rehearse takes nothing more");
        }
        Logging.toStandardError(environment, LogLevel.WARN);
        try {
            @Nullable String folder = System.getProperty(SqliteLibrary.FOLDER);
            if (folder != null) {
                SqliteLibrary.unpack(Path.of(folder));
            }
            DressRehearsal.hold();
            return OK;
        } catch (IOException e) {
            err.println("isthmus: SQLite's library cannot be put beside the program: " + e);
            return FAILED;
        } catch (DressRehearsal.FailedException e) {
            err.println("isthmus: the rehearsal failed: " + e.getMessage());
            return FAILED;
        }
    }

    private int version(List<String> rest) {
        if (!rest.isEmpty()) {
            return misused("version takes nothing more");
        }
        out.println(
                "isthmus "
                        + Version.text()
                        + " (Java "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch")
                        + ")");
        return OK;
    }

    private int help(List<String> rest) {
        if (!rest.isEmpty()) {
            return misused("help takes nothing more");
        }
        out.print(HELP);
        return OK;
    }

    private int unknown(String word) {
        String kind = word.startsWith("-") ? "option " : "command ";
        String meant =
                Suggestion.nearest(word, COMMANDS)
                        .map(command -> ", did you mean " + command + "?")
                        .orElse(", there are " + String.join(", ", COMMANDS));
        return misused("unknown " + kind + word + meant);
    }

    private int misused(String sentence) {
        err.println("isthmus: " + sentence);
        return MISUSED;
    }
}
