package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ircd-hybrid: an IRC server of the large old networks, with some of IRCv3 and no services. It asks
 * whoever connects for an ident server, at port 113 of the address they come from.
 */
public final class RealHybrid extends RealIrcServer {
    private static final List<String> STATE = List.of("kline", "dline", "xline", "resv");

    private RealHybrid(ServerProcess process, int port, int tlsPort, Certificate certificate) {
        super(process, port, tlsPort, certificate);
    }

    /**
     * Starts one.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealHybrid start() {
        Path program = Programs.find("ircd-hybrid", "ircd-hybrid");
        PrivateDirectory home = PrivateDirectory.create("hybrid", new Account("irc", "irc"));
        List<Integer> ports = LoopbackPorts.free(2);
        Certificate certificate = Certificate.create(home, List.of("localhost"));
        Path config = home.render("ircd-hybrid.conf", values(home, ports));
        Launch launch =
                Launch.of(home, "hybrid", command(program, home, config))
                        .readyWhen(Readiness.answersOn(ports));
        return new RealHybrid(
                ServerProcess.start(home, launch), ports.get(0), ports.get(1), certificate);
    }

    /** Everything it writes goes into its own folder. */
    private static List<String> command(Path program, PrivateDirectory home, Path config) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(program.toString(), "-foreground"));
        command.addAll(List.of("-configfile", config.toString()));
        command.addAll(List.of("-pidfile", home.resolve("hybrid.pid").toString()));
        command.addAll(List.of("-logfile", home.resolve("hybrid.own.log").toString()));
        for (String name : STATE) {
            command.addAll(List.of("-" + name + "file", home.resolve(name).toString()));
        }
        return command;
    }

    @Override
    public String serverName() {
        return "hybrid.lab.test";
    }
}
