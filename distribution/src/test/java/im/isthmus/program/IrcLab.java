package im.isthmus.program;

import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The whole program in this JVM, as {@code isthmus run} starts it, between two real servers. */
public final class IrcLab implements AutoCloseable {
    /** The name of the IRC network in JIDs. */
    static final String NETWORK = "irc.lab.test";

    static final String DOMAIN = "irc.localhost";

    /** Only bounds a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Program program = new Program(Map.of());

    private IrcLab() {}

    /** Starts an IRC gateway with its configuration and database in a directory. */
    static IrcLab start(Path directory, RealXmppServer xmpp, RealIrcServer irc) {
        return run(directory.resolve("irc.toml"), configuration(xmpp, irc));
    }

    /** Starts a gateway with this configuration, and waits until it is connected. */
    public static IrcLab run(Path file, String configuration) {
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run(file);
    }

    /** Starts a gateway for each of these files, and waits until they are connected. */
    static IrcLab run(Path... files) {
        GatewayFile.Several read = GatewayFile.readAll(List.of(files), Map.of());
        if (!read.problems().isEmpty()) {
            throw new IllegalStateException(read.problems().toString());
        }
        IrcLab running = new IrcLab();
        try {
            running.program.start(read.files());
        } catch (Program.StartException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        running.awaitConnected();
        return running;
    }

    private void awaitConnected() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!program.isConnected()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no connection to the XMPP server in " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** The room of a channel. */
    static String room(String channel) {
        return channel + "%" + NETWORK + "@" + DOMAIN;
    }

    /** The contact behind a nick. */
    static String contact(String nick) {
        return nick + "%" + NETWORK + "@" + DOMAIN;
    }

    /** Starts a gateway to that one network, whose JIDs do without its name. */
    static IrcLab fixed(Path directory, RealXmppServer xmpp, RealIrcServer irc) {
        return run(directory.resolve("irc.toml"), fixedConfiguration(xmpp, irc));
    }

    static String fixedConfiguration(RealXmppServer xmpp, RealIrcServer irc) {
        String open = "[irc.networks";
        return configuration(xmpp, irc)
                .replace(open, "[irc]\nfixed-network = \"" + NETWORK + "\"\n" + open);
    }

    static String configuration(RealXmppServer xmpp, RealIrcServer irc) {
        return configuration(xmpp, irc.port());
    }

    static String configuration(RealXmppServer xmpp, int ircPort) {
        return """
        gateway = "irc"

        [component]
        domain = "%s"
        server = "127.0.0.1:%d"
        secret = "%s"

        [store]
        url = "jdbc:sqlite:irc.sqlite"

        [access]
        allow = ["localhost"]
        admins = ["alice@localhost"]

        [irc.networks."%s"]
        address = "127.0.0.1:%d"
        tls = "off"
        lines-per-second = 0.0
        """
                .formatted(DOMAIN, xmpp.componentPort(), xmpp.setup().secret(), NETWORK, ircPort);
    }

    @Override
    public void close() {
        program.close();
    }
}
