package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Kannel with its own fake of a phone network, which is told what to do line by line. */
public final class RealKannel extends RealServer {
    /** Who may send. */
    public static final String USER = "lab";

    /** With this password. */
    public static final String PASSWORD = "lab-password";

    private final ServerProcess smsbox;
    private final int sendPort;
    private final int phonePort;

    private RealKannel(ServerProcess bearerbox, ServerProcess smsbox, int sendPort, int phonePort) {
        super(bearerbox);
        this.smsbox = smsbox;
        this.sendPort = sendPort;
        this.phonePort = phonePort;
    }

    /**
     * Starts both of its boxes.
     *
     * @param inbound what it calls for every message of a phone, with Kannel's own escapes
     * @throws ServerFailedException if it does not become ready
     * @throws IllegalStateException if it is not installed, saying what to do
     */
    public static RealKannel start(String inbound) {
        Path bearerbox = Programs.find("bearerbox", "kannel");
        Path smsbox = Programs.find("smsbox", "kannel");
        PrivateDirectory home = PrivateDirectory.create("kannel", new Account("kannel", "nogroup"));
        List<Integer> ports = LoopbackPorts.free(4);
        home.folder("store");
        Path config =
                home.render(
                        "kannel.conf",
                        Map.of(
                                "home", home.path(),
                                "adminPort", ports.get(0),
                                "boxPort", ports.get(1),
                                "sendPort", ports.get(2),
                                "phonePort", ports.get(3),
                                "user", USER,
                                "password", PASSWORD,
                                "inbound", inbound));
        Map<String, String> loopback =
                Map.of(
                        "HOME", home.path().toString(),
                        "LD_PRELOAD", onLoopback(home).toString());
        ServerProcess first =
                box(home, bearerbox, config, loopback, List.of(ports.get(0), ports.get(1)));
        try {
            ServerProcess second = box(home, smsbox, config, loopback, List.of(ports.get(2)));
            return new RealKannel(first, second, ports.get(2), ports.get(3));
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static ServerProcess box(
            PrivateDirectory home,
            Path program,
            Path config,
            Map<String, String> environment,
            List<Integer> ports) {
        List<String> command = List.of(program.toString(), config.toString());
        Launch launch = Launch.of(home, String.valueOf(program.getFileName()), command);
        return ServerProcess.start(
                home, launch.with(environment).readyWhen(Readiness.answersOn(ports)));
    }

    /** Its fake of a network knows no address to listen on but all; this keeps it on 127.0.0.1. */
    private static Path onLoopback(PrivateDirectory home) {
        Path source = home.render("loopback.c", Map.of());
        Path library = home.resolve("loopback.so");
        try {
            Process compiler =
                    new ProcessBuilder(
                                    "gcc",
                                    "-shared",
                                    "-fPIC",
                                    "-o",
                                    library.toString(),
                                    source.toString(),
                                    "-ldl")
                            .inheritIO()
                            .start();
            if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                throw Programs.missing("gcc", "gcc");
            }
            return library;
        } catch (IOException e) {
            throw Programs.missing("gcc", "gcc");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where messages are handed over. */
    public URI sendUrl() {
        return URI.create("http://127.0.0.1:" + sendPort + "/cgi-bin/sendsms");
    }

    /** Connects a fake of the network with all its phones; it stays until it is closed. */
    public Socket phones() {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), phonePort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A phone writes. */
    public static void write(Socket phones, String from, String to, String text) {
        try {
            phones.getOutputStream()
                    .write(
                            (from + " " + to + " text " + text + "\n")
                                    .getBytes(StandardCharsets.UTF_8));
            phones.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String logTail() {
        return super.logTail() + smsbox.logTail();
    }

    @Override
    public void close() {
        smsbox.stop();
        super.close();
    }
}
