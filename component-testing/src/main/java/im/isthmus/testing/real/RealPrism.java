package im.isthmus.testing.real;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Prism as a proxy: everything that goes through it, either way, is checked against an OpenAPI
 * document; what does not fit becomes an error.
 */
public final class RealPrism extends RealServer {
    private static final String VERSION = "5.14.2";

    private final int port;

    private RealPrism(ServerProcess process, int port) {
        super(process);
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param document OpenAPI, as JSON
     * @param upstream what stands behind it
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealPrism start(Path document, URI upstream) {
        Path program = Programs.node("prism", VERSION);
        PrivateDirectory home = PrivateDirectory.create("prism", Account.ourselves());
        List<Integer> ports = LoopbackPorts.free(1);
        List<String> command =
                List.of(
                        program.toString(),
                        "proxy",
                        document.toString(),
                        upstream.toString(),
                        "--errors",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        ports.getFirst().toString());
        Launch launch = Launch.of(home, "prism", command).readyWhen(Readiness.answersOn(ports));
        return new RealPrism(ServerProcess.start(home, launch), ports.getFirst());
    }

    /** Where it stands in for the one behind it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
