package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** ngIRCd: an IRC server that speaks the RFCs and next to nothing of IRCv3. */
public final class RealNgircd extends RealIrcServer {
    private RealNgircd(ServerProcess process, int port, int tlsPort, Certificate certificate) {
        super(process, port, tlsPort, certificate);
    }

    /**
     * Starts one.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealNgircd start() {
        Path program = Programs.find("ngircd", "ngircd");
        PrivateDirectory home = PrivateDirectory.create("ngircd", new Account("irc", "irc"));
        List<Integer> ports = LoopbackPorts.free(2);
        Certificate certificate = Certificate.create(home, List.of("localhost"));
        Path config = home.render("ngircd.conf", values(home, ports));
        List<String> command =
                List.of(copy(program, home).toString(), "-n", "-f", config.toString());
        ServerProcess process =
                ServerProcess.start(
                        home,
                        Launch.of(home, "ngircd", command).readyWhen(Readiness.answersOn(ports)));
        return new RealNgircd(process, ports.get(0), ports.get(1), certificate);
    }

    @Override
    public String serverName() {
        return "ng.lab.test";
    }

    /** Where it is unpacked may be closed to the account it runs as, such as root's home. */
    private static Path copy(Path program, PrivateDirectory home) {
        try {
            return Files.copy(program, home.resolve("ngircd"), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
