package im.isthmus.testing.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Atheme: NickServ, ChanServ and SASL for an InspIRCd. */
public final class RealAtheme extends RealServer {
    private static final int PROBE_MILLIS = 3000;

    private RealAtheme(ServerProcess process) {
        super(process);
    }

    /**
     * Starts it and waits until it is linked.
     *
     * @param linkPort where the IRC server takes other servers
     * @param ircPort where it takes users
     */
    static RealAtheme start(int linkPort, int ircPort) {
        Path program = Programs.find("atheme-services", "atheme-services");
        PrivateDirectory home = PrivateDirectory.create("atheme", new Account("irc", "irc"));
        Path config = home.render("atheme.conf", Map.of("linkPort", linkPort));
        Path log = home.resolve("atheme.own.log");
        List<String> command =
                List.of(
                        program.toString(),
                        "-n",
                        "-c",
                        config.toString(),
                        "-D",
                        home.folder("data").toString(),
                        "-l",
                        log.toString(),
                        "-p",
                        home.resolve("atheme.pid").toString());
        Launch launch =
                Launch.of(home, "atheme", command)
                        .readyWhen(
                                () -> offersSasl(ircPort) ? "" : "did not link to the IRC server");
        return new RealAtheme(ServerProcess.start(home, launch));
    }

    /** Waits until it is linked again, after the IRC server was away. */
    public void awaitLinked() {
        server().awaitReady();
    }

    /** The IRC server offers SASL exactly while the services are linked. */
    private static boolean offersSasl(int ircPort) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ircPort)) {
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream()
                    .write("CAP LS 302\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.contains("sasl=");
        } catch (IOException e) {
            return false;
        }
    }
}
