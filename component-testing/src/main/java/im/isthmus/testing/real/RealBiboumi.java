package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** biboumi: the gateway whose users come to us. */
public final class RealBiboumi extends RealServer {
    private final Path config;

    private RealBiboumi(ServerProcess process, Path config) {
        super(process);
        this.config = config;
    }

    /**
     * Starts one as a component of a server.
     *
     * @param domain of the component
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealBiboumi start(RealXmppServer xmpp, String domain) {
        return start(xmpp, domain, "", "");
    }

    /**
     * As {@link #start(RealXmppServer, String)}, with a database elsewhere.
     *
     * @param database as biboumi names it, {@code postgresql://user@host:port/name}; empty for a
     *     file beside the configuration
     * @param extra more lines of its configuration file
     */
    public static RealBiboumi start(
            RealXmppServer xmpp, String domain, String database, String extra) {
        Path program = Programs.find("biboumi", "biboumi");
        PrivateDirectory home =
                PrivateDirectory.create("biboumi", new Account("nobody", "nogroup"));
        Path config =
                home.render(
                        "biboumi.cfg",
                        Map.of(
                                "home",
                                home.path(),
                                "database",
                                database.isEmpty() ? home.path() + "/biboumi.sqlite" : database,
                                "domain",
                                domain,
                                "extra",
                                extra,
                                "secret",
                                xmpp.setup().secret(),
                                "port",
                                xmpp.componentPort()));
        List<String> command = List.of(program.toString(), config.toString());
        return new RealBiboumi(
                ServerProcess.start(home, Launch.of(home, "biboumi", command)), config);
    }

    /** Its configuration file; the database is beside it. */
    public Path config() {
        return config;
    }
}
