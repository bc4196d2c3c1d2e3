package im.isthmus.testing.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Postfix: the mail server of example.test, whose mailboxes a {@link RealDovecot} has. */
public final class RealPostfix extends RealServer {
    /** Whose mails it puts into the folder of sent mails by itself, as Gmail does. */
    public static final String KEEPER = "keeper";

    private final List<Integer> ports;
    private final Certificate certificate;
    private final PrivateDirectory home;
    private final PrivateDirectory spool;

    private RealPostfix(
            ServerProcess process,
            List<Integer> ports,
            Certificate certificate,
            PrivateDirectory home,
            PrivateDirectory spool) {
        super(process);
        this.home = home;
        this.ports = ports;
        this.certificate = certificate;
        this.spool = spool;
    }

    /** Whether whoever runs this may start one. */
    public static boolean canRun() {
        return Account.isRoot();
    }

    /**
     * Starts one; needs root, as Postfix does.
     *
     * @param mailboxes of example.test; a recipient that is none of its users bounces
     * @param users localparts of the mailboxes
     * @param routes where mail for other domains goes, such as {@code lmtp:inet:127.0.0.1:2424}
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealPostfix start(
            RealDovecot mailboxes, List<String> users, Map<String, String> routes) {
        Path program = Programs.find("postfix", "postfix");
        PrivateDirectory home = PrivateDirectory.create("postfix", Account.ourselves());
        PrivateDirectory spool =
                PrivateDirectory.create("spool", new Account("postfix", "postfix"));
        RealDovecot.open(home.path());
        RealDovecot.open(spool.path());
        spool.folder("data");
        spool.handOver();
        List<Integer> ports = LoopbackPorts.free(4);
        Certificate certificate = Certificate.create(home, List.of("localhost"));
        home.write("transport", lines(routes));
        home.write(
                "mailboxes",
                users.stream()
                        .map(user -> user + "@example.test x\n")
                        .collect(Collectors.joining()));
        Map<String, Object> values = new HashMap<>(Map.of("keeper", KEEPER));
        values.put("home", home.path());
        values.put("spool", spool.folder("queue"));
        values.put("data", spool.path().resolve("data"));
        values.put("domains", String.join(" ", routes.keySet()));
        values.put("mailboxes", mailboxes.lmtpPort());
        values.put("auth", mailboxes.authPort());
        values.put("smtp", ports.get(0));
        values.put("submission", ports.get(1));
        values.put("submissions", ports.get(2));
        values.put("outside", ports.get(3));
        home.write("main.cf", "");
        ShortCommand.run(
                home.path(),
                List.of("mv", home.render("postfix-main.cf", values).toString(), "main.cf"));
        ShortCommand.run(
                home.path(),
                List.of("mv", home.render("postfix-master.cf", values).toString(), "master.cf"));
        List<String> command =
                List.of(program.toString(), "-c", home.path().toString(), "start-fg");
        Launch launch = Launch.of(home, "postfix", command).readyWhen(Readiness.answersOn(ports));
        return new RealPostfix(ServerProcess.start(home, launch), ports, certificate, home, spool);
    }

    private static String lines(Map<String, String> routes) {
        return routes.entrySet().stream()
                .map(route -> route.getKey() + " " + route.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Where mail is taken from everybody on this machine, also for other domains. */
    public int smtpPort() {
        return ports.get(0);
    }

    /** Where mail is taken as from the Internet: only for domains that are served here. */
    public int outsidePort() {
        return ports.get(3);
    }

    /** Where users hand in their mail, with STARTTLS on request. */
    public int submissionPort() {
        return ports.get(1);
    }

    /** Where users hand in their mail over TLS. */
    public int submissionsPort() {
        return ports.get(2);
    }

    /** The mails that wait in it, JSON each. */
    public List<String> queue() {
        String program = Programs.find("postqueue", "postfix").toString();
        return ShortCommand.output(
                        home.path(), List.of(program, "-c", home.path().toString(), "-j"))
                .lines()
                .toList();
    }

    /** The certificate it shows, PEM. */
    public Path certificate() {
        return certificate.chain();
    }

    @Override
    public void close() {
        try {
            endMaster();
        } finally {
            super.close();
            spool.close();
        }
    }

    /** The script that starts it would end alone, and leave the server running. */
    private void endMaster() {
        try {
            String pid = Files.readString(spool.path().resolve("queue/pid/master.pid")).strip();
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("Postfix did not say which process it is", e);
        }
    }
}
