package im.isthmus.testing.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL with one empty database, open to whoever connects over loopback. */
public final class RealPostgres extends RealServer {
    private static final String USER = "isthmus";

    private final PrivateDirectory home;
    private final Path programs;
    private final int port;
    private int databases;

    private RealPostgres(ServerProcess process, PrivateDirectory home, Path programs, int port) {
        super(process);
        this.home = home;
        this.programs = programs;
        this.port = port;
    }

    /**
     * Makes a new cluster and starts it.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealPostgres start() {
        Path programs = programs();
        PrivateDirectory home = PrivateDirectory.create("postgres", account());
        home.handOver();
        String cluster = home.resolve("cluster").toString();
        int port = LoopbackPorts.one();
        run(home, programs, "initdb", "--no-sync -A trust -E UTF8 -U " + USER + " -D " + cluster);
        List<String> command = new ArrayList<>(List.of(programs.resolve("postgres").toString()));
        command.addAll(List.of("-D", cluster, "-p", port + "", "-h", "127.0.0.1"));
        command.addAll(List.of("-k", home.path().toString(), "-F"));
        // SIGINT is PostgreSQL's "fast" shutdown: TERM would wait for clients to leave.
        Launch launch =
                Launch.of(home, "postgres", command)
                        .readyWhen(() -> takesQueries(programs, port))
                        .stopsOn("INT");
        return new RealPostgres(ServerProcess.start(home, launch), home, programs, port);
    }

    /** The URL of one database that is always there, for the PostgreSQL driver; no password. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** Makes an empty database; the answer is its URL. */
    public String newDatabase() {
        String name = "isthmus" + ++databases;
        run(home, programs, "createdb", "-h 127.0.0.1 -p " + port + " -U " + USER + " " + name);
        return jdbcUrl(name);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    private static Account account() {
        return new Account("postgres", "postgres");
    }

    private static Path programs() {
        return Programs.newest(Path.of("/usr/lib/postgresql"), "[0-9]*")
                .map(version -> version.resolve("bin"))
                .orElseGet(() -> {
                    Path initdb = Programs.find("initdb", "postgresql");
                    return initdb.toAbsolutePath().resolveSibling("");
                });
    }

    /** The port also answers while it still repairs what a kill left behind. */
    private static String takesQueries(Path programs, int port) {
        String probe = programs.resolve("pg_isready").toString();
        try {
            Process process =
                    new ProcessBuilder(probe, "-q", "-h", "127.0.0.1", "-p", port + "").start();
            return process.waitFor() == 0 ? "" : "takes no queries on port " + port;
        } catch (IOException e) {
            return "cannot be asked: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was interrupted while starting";
        }
    }

    /** Runs one of PostgreSQL's own programs to its end; no argument has spaces in it. */
    private static void run(
            PrivateDirectory home, Path programs, String program, String arguments) {
        List<String> command = new ArrayList<>(home.account().commandPrefix());
        command.add(programs.resolve(program).toString());
        Pattern.compile(" ").splitAsStream(arguments).forEach(command::add);
        ShortCommand.run(home.path(), command);
    }
}
