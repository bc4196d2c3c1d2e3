package im.isthmus.testing.real;

import java.nio.file.Path;
import java.util.List;

/** Prosody, with privileges (XEP-0356), message archive, rooms and uploads. */
public final class RealProsody extends RealXmppServer {
    private static final Path EXTRA_MODULES = Path.of("/usr/lib/prosody/modules");

    private RealProsody(
            ServerProcess process, XmppSetup setup, XmppPorts ports, Certificate certificate) {
        super(process, setup, ports, certificate);
    }

    /**
     * Starts one that takes logins and components.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealProsody start(XmppSetup setup) {
        Path program = Programs.find("prosody", "prosody");
        if (setup.privileges() && Programs.newest(EXTRA_MODULES, "mod_privilege").isEmpty()) {
            throw Programs.missing("mod_privilege", "prosody-modules");
        }
        PrivateDirectory home =
                PrivateDirectory.create("prosody", new Account("prosody", "prosody"));
        XmppPorts ports = XmppPorts.free();
        String domain = setup.domain();
        Certificate certificate =
                Certificate.create(home, List.of(domain, "rooms." + domain, "upload." + domain));
        Path config = ProsodyConfig.write(setup, ports, home);
        // The c2s port answers for a moment even if the start fails, the others do not.
        List<Integer> awaited = List.of(ports.component(), ports.http(), ports.client());
        List<String> command = List.of(program.toString(), "-F", "--config", config.toString());
        Launch launch = Launch.of(home, "prosody", command).readyWhen(Readiness.answersOn(awaited));
        return new RealProsody(ServerProcess.start(home, launch), setup, ports, certificate);
    }
}
