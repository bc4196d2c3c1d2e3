package im.isthmus.testing.demo;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIsthmus;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes the pictures in docs/screenshots: Converse.js, a client of the web, in a browser without a
 * window, with the gateway between a real Prosody and a real InspIRCd.
 */
public final class Screenshots {
    private static final String CHANNEL = "#balcony";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path programs;
    private final Path pictures;

    private Screenshots(Path programs, Path pictures) {
        this.programs = programs;
        this.pictures = pictures;
    }

    /** Arguments: the folder with node_modules of Converse.js, and where the pictures go. */
    public static void main(String[] args) throws Exception {
        Path programs = Path.of(args[0]).toAbsolutePath();
        new Screenshots(programs, Path.of(args[1]).toAbsolutePath()).run();
    }

    private void run() throws Exception {
        Path root = Path.of(System.getProperty("isthmus.root", "")).toAbsolutePath();
        String secret = UUID.randomUUID().toString();
        XmppSetup setup = XmppSetup.standard().withComponents(Gateways.IRC).withSecret(secret);
        try (RealProsody xmpp = RealProsody.start(setup);
                RealInspircd irc = RealInspircd.start();
                XmppClient probe = XmppClient.login(xmpp, "bob", "probe");
                RealIsthmus _ = gateway(root, xmpp, irc, probe);
                IrcUser romeo = IrcUser.login(irc.port(), "romeo")) {
            HttpServer site = site();
            try {
                romeo.join(CHANNEL);
                romeo.send(
                        "TOPIC "
                                + CHANNEL
                                + " :But, soft! what light through yonder window breaks?");
                Process browser = browser(xmpp, site.getAddress().getPort());
                talk(romeo);
                int status = browser.waitFor();
                if (status != 0) {
                    throw new IllegalStateException("the browser ended with " + status);
                }
            } finally {
                site.stop(0);
            }
        }
        System.exit(0);
    }

    private static RealIsthmus gateway(
            Path root, RealProsody xmpp, RealInspircd irc, XmppClient probe) {
        Gateways gateways = new Gateways(root.resolve("configs"), xmpp, irc, null);
        return RealIsthmus.start(
                root.resolve("bin/isthmus"),
                Map.of("irc.toml", Objects.requireNonNull(gateways.texts().get("irc.toml"))),
                () -> Demo.answersDisco(probe, Gateways.IRC) ? "" : "does not answer yet");
    }

    /** What somebody of IRC says meanwhile; the browser waits for it. */
    private static void talk(IrcUser romeo) {
        romeo.await("juliet", PATIENCE, line -> line.contains(" JOIN ") && line.contains("juliet"));
        romeo.say(CHANNEL, "It is the east, and \u0002Juliet\u0002 is the \u001dsun\u001d.");
        romeo.say(CHANNEL, "\u00034Arise\u0003, fair sun");
        romeo.await("juliet's question", PATIENCE, line -> line.contains("wherefore"));
        romeo.say(CHANNEL, "Shall I hear more, or shall I speak at this?");
    }

    private HttpServer site() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(any, 0);
        Path dist = programs.resolve("node_modules/converse.js/dist");
        server.createContext("/dist/", SimpleFileServer.createFileHandler(dist));
        byte[] page = resource("converse.html");
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private Process browser(RealProsody xmpp, int port) throws IOException {
        Path script = Files.createTempFile("screenshots", ".mjs");
        Files.write(script, resource("screenshots.mjs"));
        Files.createDirectories(pictures);
        String url =
                "http://127.0.0.1:"
                        + port
                        + "/?ws=ws://127.0.0.1:"
                        + xmpp.httpPort()
                        + "/xmpp-websocket&jid=alice@localhost&password="
                        + xmpp.setup().password();
        String room = CHANNEL + "%" + Gateways.NETWORK + "@" + Gateways.IRC;
        return new ProcessBuilder(
                        "node",
                        script.toString(),
                        programs.toString(),
                        url,
                        room,
                        pictures.toString())
                .inheritIO()
                .start();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Screenshots.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
