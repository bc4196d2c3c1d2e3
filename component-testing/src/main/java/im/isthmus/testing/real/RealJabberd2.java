package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * jabberd2: three processes and not one extension for components, so that everything optional is
 * seen to be optional. It has no uploads and takes logins on its client port only.
 */
public final class RealJabberd2 extends RealXmppServer {
    private static final Path CONFIGS = Path.of("/etc/jabberd2");
    private static final Path TABLES = Path.of("/usr/share/doc/jabberd2/db-setup.sqlite.gz");

    private final List<ServerProcess> others;

    private RealJabberd2(
            ServerProcess router,
            List<ServerProcess> others,
            XmppSetup setup,
            XmppPorts ports,
            Certificate certificate) {
        super(router, setup, ports, certificate);
        this.others = List.copyOf(others);
    }

    /**
     * Starts one that takes logins and components.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealJabberd2 start(XmppSetup setup) {
        Programs.find("jabberd2-router", "jabberd2");
        PrivateDirectory home =
                PrivateDirectory.create("jabberd2", new Account("jabber", "jabber"));
        XmppPorts ports = XmppPorts.free();
        Certificate certificate = Certificate.create(home, List.of(setup.domain()));
        home.write("server.pem", read(certificate.chain()) + read(certificate.key()));
        for (String file : List.of("router.xml", "sm.xml", "c2s.xml")) {
            home.write(file, adapted(read(CONFIGS.resolve(file)), setup, ports, home));
        }
        for (String file : List.of("router-filter.xml", "router-users.xml")) {
            home.write(file, read(CONFIGS.resolve(file)));
        }
        makeAccounts(setup, home);
        ServerProcess router =
                ServerProcess.start(home, launch(home, "router", ports.component(), ""));
        List<ServerProcess> others = new ArrayList<>();
        try {
            others.add(ServerProcess.start(home, launch(home, "sm", 0, "ready for sessions")));
            others.add(ServerProcess.start(home, launch(home, "c2s", ports.client(), "")));
        } catch (RuntimeException e) {
            others.forEach(ServerProcess::stop);
            router.close();
            throw e;
        }
        return new RealJabberd2(router, others, setup, ports, certificate);
    }

    private static Launch launch(PrivateDirectory home, String part, int port, String logged) {
        Path program = Programs.find("jabberd2-" + part, "jabberd2");
        List<String> command =
                List.of(program.toString(), "-c", home.resolve(part + ".xml").toString());
        Path log = home.resolve(part + ".log");
        Readiness ready =
                logged.isEmpty()
                        ? Readiness.answersOn(List.of(port))
                        : () ->
                                Files.exists(log) && read(log).contains(logged)
                                        ? ""
                                        : "did not log \"" + logged + '"';
        Launch launch = Launch.of(home, "jabberd2-" + part, command).readyWhen(ready);
        return new Launch(
                launch.name(),
                launch.command(),
                launch.environment(),
                ready,
                log,
                launch.stopSignal());
    }

    /** Debian's own configuration, moved into the folder and onto loopback. */
    private static String adapted(
            String config, XmppSetup setup, XmppPorts ports, PrivateDirectory home) {
        String folder = home.path() + "/";
        return config.replace("/var/run/jabberd2/", folder)
                .replace("/var/log/jabberd2/", folder)
                .replace("/var/lib/jabberd2/", folder)
                .replace("/etc/jabberd2/router", folder + "router")
                .replace("/etc/jabberd2/server.pem", folder + "server.pem")
                .replace("localhost.localdomain", setup.domain())
                .replace("0.0.0.0", "127.0.0.1")
                .replace("<ip>::</ip>", "<ip>127.0.0.1</ip>")
                .replace("<port>5347</port>", "<port>" + ports.component() + "</port>")
                .replace("<port>5222</port>", "<port>" + ports.client() + "</port>")
                .replace("<secret>secret</secret>", "<secret>" + setup.secret() + "</secret>")
                // Smack and its DIGEST-MD5 do not agree.
                .replace("<digest-md5/>", "")
                // Accounts are made in its database, which it otherwise knows nothing of.
                .replace("\n  <user>\n", "\n  <user><auto-create/>\n");
    }

    private static void makeAccounts(XmppSetup setup, PrivateDirectory home) {
        String accounts =
                setup.users().stream()
                        .map(user ->
                                "insert into authreg(username,realm,password) values('"
                                        + user
                                        + "','"
                                        + setup.domain()
                                        + "','"
                                        + setup.password()
                                        + "');\n")
                        .collect(Collectors.joining());
        home.write("accounts.sql", accounts);
        ShortCommand.run(
                home.path(),
                List.of(
                        "sh",
                        "-c",
                        "{ zcat "
                                + TABLES
                                + "; cat accounts.sql; } | "
                                + Programs.find("sqlite3", "sqlite3")
                                + " sqlite.db"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        others.forEach(ServerProcess::kill);
        super.kill();
    }

    @Override
    public void stop() {
        others.forEach(ServerProcess::stop);
        super.stop();
    }

    @Override
    public void restart() {
        others.forEach(ServerProcess::stop);
        super.restart();
        others.forEach(ServerProcess::start);
    }

    @Override
    public void close() {
        others.forEach(ServerProcess::stop);
        super.close();
    }
}
