package im.isthmus.core.attachment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on loopback that answers whatever it is told to, byte by byte. */
final class HostileServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Misdeed misdeed;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    HostileServer(Misdeed misdeed) {
        this.misdeed = misdeed;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A server that answers everything with these bytes, and ends the connection. */
    static HostileServer saying(String answer) {
        return new HostileServer(
                (_, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Head of every request so far. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                head.append(line).append('\n');
            }
            requests.add(head.toString());
            misdeed.commit(head.toString(), client.getOutputStream());
        } catch (IOException e) {
            requests.add("gone");
        }
    }

    /** What is done to who asks. */
    interface Misdeed {
        void commit(String request, OutputStream out) throws IOException;
    }
}
