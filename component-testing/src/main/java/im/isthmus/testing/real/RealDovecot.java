package im.isthmus.testing.real;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dovecot: mailboxes of the domain example.test, by IMAP; mail comes in by LMTP. */
public final class RealDovecot extends RealServer {
    /** The password of every mailbox. */
    public static final String PASSWORD = "pass";

    private final Map<String, Integer> ports;
    private final Certificate certificate;
    private final PrivateDirectory home;
    private final PrivateDirectory mail;

    private RealDovecot(
            ServerProcess process,
            Map<String, Integer> ports,
            Certificate certificate,
            PrivateDirectory home,
            PrivateDirectory mail) {
        super(process);
        this.home = home;
        this.ports = ports;
        this.certificate = certificate;
        this.mail = mail;
    }

    /**
     * Starts one; needs root, as Dovecot does.
     *
     * @param users localparts of the mailboxes
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealDovecot start(String... users) {
        return start("", users);
    }

    /**
     * Starts one that also lets in who has a token of somebody else's (RFC 7628).
     *
     * @param tokenInfo where it asks whose token it is, which is put behind; empty for nowhere
     */
    public static RealDovecot startWithTokens(String tokenInfo, String... users) {
        return start(tokenInfo, users);
    }

    private static RealDovecot start(String tokenInfo, String[] users) {
        Path program = Programs.find("dovecot", "dovecot-imapd");
        PrivateDirectory home = PrivateDirectory.create("dovecot", Account.ourselves());
        PrivateDirectory mail = PrivateDirectory.create("mail", new Account("nobody", "nogroup"));
        open(home.path());
        open(mail.path());
        mail.handOver();
        List<Integer> free = LoopbackPorts.free(4);
        Map<String, Integer> ports =
                Map.of(
                        "imap",
                        free.get(0),
                        "imaps",
                        free.get(1),
                        "lmtp",
                        free.get(2),
                        "auth",
                        free.get(3));
        Certificate certificate = Certificate.create(home, List.of("localhost"));
        home.write(
                "users",
                Stream.of(users).map(user -> entry(user, PASSWORD)).collect(Collectors.joining()));
        Map<String, Object> values = new HashMap<>(ports);
        values.put("home", home.path());
        values.put("mail", mail.path());
        values.put("mechanisms", tokenInfo.isEmpty() ? "" : " xoauth2 oauthbearer");
        values.put("tokens", tokenInfo.isEmpty() ? "" : tokens(home, tokenInfo));
        Path config = home.render("dovecot.conf", values);
        List<String> command = List.of(program.toString(), "-F", "-c", config.toString());
        Launch launch = Launch.of(home, "dovecot", command).readyWhen(Readiness.answersOn(free));
        return new RealDovecot(ServerProcess.start(home, launch), ports, certificate, home, mail);
    }

    private static String tokens(PrivateDirectory home, String tokenInfo) {
        Path file =
                home.write(
                        "oauth2.conf.ext",
                        "tokeninfo_url = "
                                + tokenInfo
                                + "\nintrospection_mode = auth\nusername_attribute = email\n");
        return "passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = "
                + file
                + "\n}\n";
    }

    private static String entry(String user, String password) {
        return user + "@example.test:{PLAIN}" + password + "::::::\n";
    }

    /** From now on a mailbox has another password, and whoever is in it is put out. */
    public void changePassword(String user, String password) {
        try {
            String others =
                    Files.readAllLines(home.resolve("users")).stream()
                            .filter(line -> !line.startsWith(user + "@"))
                            .map(line -> line + "\n")
                            .collect(Collectors.joining());
            home.write("users", others + entry(user, password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // It looks at the file once a second at most.
        Await.until("Dovecot knows the password", () -> isPassword(user, password));
        putOut(user + "@example.test");
    }

    private boolean isPassword(String user, String password) {
        try {
            ShortCommand.run(home.path(), admin("auth", "test", user + "@example.test", password));
            return true;
        } catch (ServerFailedException e) {
            return false;
        }
    }

    private void putOut(String users) {
        try {
            ShortCommand.run(home.path(), admin("kick", users));
        } catch (ServerFailedException e) {
            if (!String.valueOf(e.getMessage()).contains("no users kicked")) {
                throw e;
            }
        }
    }

    /** Whoever has a mailbox open over TLS would keep it for another half a minute. */
    @Override
    public void stop() {
        if (pid() > 0) {
            putOut("*");
        }
        super.stop();
    }

    /** Whether somebody is logged in to a mailbox. */
    public boolean isInUse(String user) {
        return ShortCommand.output(home.path(), admin("who", "-1", user + "@example.test"))
                .contains(user + "@example.test");
    }

    private List<String> admin(String... words) {
        Path program = Programs.find("doveadm", "dovecot-core");
        return Stream.concat(
                        Stream.of(
                                program.toString(), "-c", home.resolve("dovecot.conf").toString()),
                        Stream.of(words))
                .toList();
    }

    /**
     * Starts it again with other settings, as if they stood at the end of its configuration.
     *
     * @param settings one a line; empty for those it began with
     */
    public void restartWith(String settings) {
        stop();
        home.write("more.conf", settings + "\n");
        restart();
    }

    /** All that the mailbox has gets other numbers (UIDVALIDITY); while nobody looks at it. */
    public void renumber(String user) {
        try (Stream<Path> files = Files.walk(mail.resolve(user))) {
            for (Path file : files.toList()) {
                if (String.valueOf(file.getFileName()).startsWith("dovecot")
                        && Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where IMAP is spoken, with STARTTLS on request. */
    public int imapPort() {
        return port("imap");
    }

    /** Where IMAP is spoken over TLS. */
    public int imapsPort() {
        return port("imaps");
    }

    /** Where mail for the mailboxes comes in. */
    public int lmtpPort() {
        return port("lmtp");
    }

    int authPort() {
        return port("auth");
    }

    private int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    /** The certificate it shows, PEM. */
    public Path certificate() {
        return certificate.chain();
    }

    /** Every mail in a mailbox, whole, in no order. */
    public List<String> mails(String user) {
        return files(user).map(RealDovecot::text).toList();
    }

    /** Whether some program showed the mail with this text to its reader. */
    public boolean isSeen(String user, String fragment) {
        return files(user)
                .filter(file -> text(file).contains(fragment))
                .anyMatch(file -> file.toString().matches(".*:2,[A-Z]*S[A-Z]*"));
    }

    /** The folders that mails with this text are in; that of the inbox is the user's name. */
    public List<String> foldersOf(String user, String fragment) {
        return files(user)
                .filter(file -> text(file).contains(fragment))
                .map(file -> String.valueOf(file.getName(file.getNameCount() - 3)))
                .map(name -> name.replaceFirst("^\\.", ""))
                .toList();
    }

    private Stream<Path> files(String user) {
        Path inbox = mail.resolve(user);
        if (!Files.isDirectory(inbox)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(inbox)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> List.of("new", "cur").contains(folder(file)))
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.of(); // a mail was just being moved; whoever waits asks again
        }
    }

    private static String folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? "" : String.valueOf(parent.getFileName());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it was just being moved
        }
    }

    static void open(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        super.close();
        mail.close();
    }
}
