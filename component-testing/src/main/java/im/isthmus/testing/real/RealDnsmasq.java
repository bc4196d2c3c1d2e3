package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dnsmasq: a DNS that knows which servers a domain has (RFC 2782), and nothing else. */
public final class RealDnsmasq extends RealServer {
    private final int port;

    private RealDnsmasq(ServerProcess process, int port) {
        super(process);
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param services such as {@code _imaps._tcp.example.test,mail.example.test,993,10}: service,
     *     host, port and priority
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealDnsmasq start(String... services) {
        Path program = Programs.find("dnsmasq", "dnsmasq-base");
        PrivateDirectory home = PrivateDirectory.create("dnsmasq", Account.ourselves());
        List<Integer> ports = LoopbackPorts.free(1);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--keep-in-foreground",
                                "--conf-file=/dev/null",
                                "--pid-file=",
                                "--user=" + System.getProperty("user.name"),
                                "--no-resolv",
                                "--no-hosts",
                                "--bind-interfaces",
                                "--listen-address=127.0.0.1",
                                "--port=" + ports.getFirst()));
        for (String service : services) {
            command.add("--srv-host=" + service);
        }
        Launch launch = Launch.of(home, "dnsmasq", command).readyWhen(Readiness.answersOn(ports));
        return new RealDnsmasq(ServerProcess.start(home, launch), ports.getFirst());
    }

    /** Where it is asked, such as {@code dns://127.0.0.1:5353}. */
    public String url() {
        return "dns://127.0.0.1:" + port;
    }
}
