package im.isthmus.testing.kill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The network's own side, which outlives the killed program: it repeats what was not answered, as
 * mail servers do, and writes down what it was given.
 */
final class Network implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, String> unanswered = new LinkedHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();
    private final Semaphore hellos = new Semaphore(0);
    private @Nullable OutputStream keeper;

    Network() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Somebody writes to a user. */
    synchronized void write(String id, String user) {
        unanswered.put(id, user);
        transmit(id, user);
    }

    /** How many messages wait for an answer. */
    synchronized int open() {
        return unanswered.size();
    }

    /** What the gateway said that it has. */
    Set<String> answered() {
        return Set.copyOf(answered);
    }

    /** Messages of users that arrived here. */
    Set<String> received() {
        return Set.copyOf(received);
    }

    /** Messages of users that a new process found not settled. */
    Set<String> inDoubt() {
        return Set.copyOf(inDoubt);
    }

    /** Waits until a new process has connected both of its gateways. */
    void awaitHellos() throws InterruptedException {
        hellos.acquire(2);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard(line, socket.getOutputStream());
            }
        } catch (IOException e) {
            // killed
        }
    }

    private void heard(String line, OutputStream out) {
        String rest = line.substring(line.indexOf(' ') + 1);
        switch (line.charAt(0)) {
            case 'H' -> hello(rest, out);
            case 'A' -> answer(rest);
            case 'S' -> received.add(rest);
            case 'J' -> inDoubt.add(rest);
            default -> throw new IllegalStateException(line);
        }
    }

    private synchronized void hello(String domain, OutputStream out) {
        if (domain.equals(KilledProgram.KEEPER)) {
            keeper = out;
            unanswered.forEach(this::transmit);
        }
        hellos.release();
    }

    private synchronized void answer(String id) {
        unanswered.remove(id);
        answered.add(id);
    }

    private void transmit(String id, String user) {
        OutputStream to = keeper;
        if (to == null) {
            return;
        }
        try {
            to.write(("M " + id + " " + user + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            keeper = null;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
