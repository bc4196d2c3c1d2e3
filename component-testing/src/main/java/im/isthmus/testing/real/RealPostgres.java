package im.isthmus.testing.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL with one empty database, open to whoever connects over loopback. */
public final class RealPostgres extends RealServer {
    private static final String USER = "isthmus";

    private final int port;

    private RealPostgres(ServerProcess process, int port) {
        super(process);
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
        run(
                home,
                List.of(
                        programs.resolve("initdb").toString(),
                        "-D",
                        cluster,
                        "-A",
                        "trust",
                        "-U",
                        USER,
                        "-E",
                        "UTF8",
                        "--no-sync"));
        int port = LoopbackPorts.free(1).getFirst();
        // SIGINT is PostgreSQL's "fast" shutdown: TERM would wait for clients to leave.
        Launch launch =
                Launch.of(
                                home,
                                "postgres",
                                List.of(
                                        programs.resolve("postgres").toString(),
                                        "-D",
                                        cluster,
                                        "-c",
                                        "listen_addresses=127.0.0.1",
                                        "-c",
                                        "port=" + port,
                                        "-c",
                                        "unix_socket_directories=" + home.path(),
                                        "-c",
                                        "fsync=off"))
                        .readyWhen(() -> takesQueries(programs, port))
                        .stopsOn("INT");
        return new RealPostgres(ServerProcess.start(home, launch), port);
    }

    /** For the PostgreSQL driver; no password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
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

    private static void run(PrivateDirectory home, List<String> arguments) {
        List<String> command = new ArrayList<>(home.account().commandPrefix());
        command.addAll(arguments);
        Path output = home.resolve("initdb.out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(home.path().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new ServerFailedException("initdb failed, see " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException("initdb did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
