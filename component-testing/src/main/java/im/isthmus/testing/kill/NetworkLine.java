package im.isthmus.testing.kill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * The killed program's connection to the network. It says {@code HELLO domain}, {@code A id} for
 * what it takes over, {@code S id} for a message of a user, and {@code J id} for a message that it
 * found in doubt; it hears {@code M id user}.
 */
final class NetworkLine {
    private final Socket socket;
    private final OutputStream out;

    private NetworkLine(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    static NetworkLine connect(int port, String domain) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        NetworkLine line = new NetworkLine(socket);
        line.say("HELLO " + domain);
        return line;
    }

    /** The socket has it when this returns. */
    synchronized void say(String line) {
        try {
            out.write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the network is gone", e);
        }
    }

    /** Hands over every line that is heard. */
    void listen(Consumer<String> heard) {
        Thread.ofVirtual()
                .start(() -> {
                    try (BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(socket.getInputStream(), UTF_8))) {
                        for (String line = in.readLine(); line != null; line = in.readLine()) {
                            heard.accept(line);
                        }
                    } catch (IOException e) {
                        System.exit(3);
                    }
                });
    }
}
