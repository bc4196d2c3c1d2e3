package im.isthmus.testing.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** InspIRCd: an IRC server with nearly all of IRCv3, on request with services (NickServ, SASL). */
public final class RealInspircd extends RealIrcServer {
    // Those that a version of InspIRCd does not have are left out.
    private static final String MODULES =
            "cap ircv3 ircv3_accounttag ircv3_batch ircv3_capnotify ircv3_chghost ircv3_ctctags"
                    + " ircv3_echomessage ircv3_invitenotify ircv3_labeledresponse ircv3_msgid"
                    + " ircv3_servertime monitor setname sasl services_account services namesx"
                    + " uhnames chghost cloaking cloak_md5 chanhistory botmode alias starttls"
                    + " sslinfo ssl_gnutls spanningtree topiclock hostchange customprefix knock"
                    + " userip banexception inviteexception permchannels sha2 sha256 deaf"
                    + " servprotect svshold hideoper nickchange denychans";

    private final @Nullable RealAtheme services;

    private RealInspircd(
            ServerProcess process,
            int port,
            int tlsPort,
            Certificate certificate,
            @Nullable RealAtheme services) {
        super(process, port, tlsPort, certificate);
        this.services = services;
    }

    /**
     * Starts one without services.
     *
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealInspircd start() {
        return start("", false);
    }

    /** Starts one with NickServ, ChanServ and SASL; accounts are registered by talking to them. */
    public static RealInspircd startWithServices() {
        return start("", true);
    }

    /** Starts one with more lines in its configuration file. */
    public static RealInspircd start(String extra, boolean withServices) {
        Path program = Programs.find("inspircd", "inspircd");
        PrivateDirectory home = PrivateDirectory.create("inspircd", new Account("irc", "irc"));
        List<Integer> ports = LoopbackPorts.free(3);
        Certificate certificate = Certificate.create(home, List.of("localhost"));
        Path config = home.render("inspircd.conf", values(home, ports, extra));
        List<String> command =
                List.of(program.toString(), "--nofork", "--config", config.toString());
        Launch launch = Launch.of(home, "inspircd", command).readyWhen(Readiness.answersOn(ports));
        ServerProcess process = ServerProcess.start(home, launch);
        try {
            RealAtheme services =
                    withServices ? RealAtheme.start(ports.get(2), ports.get(0)) : null;
            return new RealInspircd(process, ports.get(0), ports.get(1), certificate, services);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static Map<String, Object> values(
            PrivateDirectory home, List<Integer> ports, String extra) {
        home.folder("data");
        Map<String, Object> values = new HashMap<>(values(home, ports));
        values.put("modules", modules());
        values.put("moduleFolder", moduleFolder());
        values.put("linkPort", ports.get(2));
        values.put("extra", extra);
        return values;
    }

    @Override
    public String serverName() {
        return "irc.lab.test";
    }

    /** The services, if it was started with them. After a restart of the server they come back. */
    public Optional<RealAtheme> services() {
        return Optional.ofNullable(services);
    }

    @Override
    public void close() {
        if (services != null) {
            services.close();
        }
        super.close();
    }

    private static String modules() {
        Path folder = moduleFolder();
        return Stream.of(MODULES.split(" "))
                .filter(name -> Files.exists(folder.resolve("m_" + name + ".so")))
                .map(name -> "<module name=\"" + name + "\">")
                .collect(Collectors.joining("\n"));
    }

    private static Path moduleFolder() {
        for (Path parent : List.of(Path.of("/usr/lib"), Path.of("/usr/lib/x86_64-linux-gnu"))) {
            Path folder = parent.resolve("inspircd/modules");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw Programs.missing("InspIRCd's module folder", "inspircd");
    }
}
