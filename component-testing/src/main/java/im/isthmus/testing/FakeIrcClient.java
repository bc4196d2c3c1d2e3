package im.isthmus.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** One connection to the {@link FakeIrcServer}, as the server sees it. Thread-safe. */
public final class FakeIrcClient {
    private final FakeIrcServer server;
    private final Socket socket;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final FakeIrcCommands commands;
    private volatile String nick = "*";
    private volatile String user = "";
    private volatile boolean welcomed;
    private volatile boolean open = true;

    FakeIrcClient(FakeIrcServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
        this.commands = new FakeIrcCommands(server, this);
    }

    /** Sends a line as it is, CR and LF added. */
    public void send(String line) {
        sendBytes((line + "\r\n").getBytes(UTF_8));
    }

    /** Sends a numeric to the client: {@code numeric("473", "#c :No")}. */
    public void numeric(String numeric, String rest) {
        send(":" + FakeIrcServer.NAME + " " + numeric + " " + nick + " " + rest);
    }

    /** Sends bytes, line ends or not. A client that is gone does not hear them. */
    public void sendBytes(byte[] bytes) {
        synchronized (this) {
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                close();
            }
        }
    }

    /** All lines so far. */
    public List<String> received() {
        return List.copyOf(received);
    }

    /** Forgets all lines so far, where there are very many. */
    public void forget() {
        received.clear();
    }

    /** Waits for this very line, and returns it. */
    public String await(String line) {
        return await(line, line::equals);
    }

    /** Waits for a line that starts so, and returns it. */
    public String awaitStart(String start) {
        return await(start + "…", line -> line.startsWith(start));
    }

    private String await(String what, Predicate<String> wanted) {
        Await.until(what, () -> received.stream().anyMatch(wanted), received::toString);
        return received.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits until the client, or the test, has closed the connection. */
    public void awaitClosed() {
        Await.until("closed", () -> !open, received::toString);
    }

    /** Where it comes from. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    public String nick() {
        return nick;
    }

    /** {@code nick!user@host}. */
    public String mask() {
        return nick + "!" + user + "@127.0.0.1";
    }

    public boolean isWelcomed() {
        return welcomed;
    }

    public boolean isOpen() {
        return open;
    }

    /** Closes the connection without a word. */
    public void close() {
        open = false;
        server.left(this);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
    }

    void renamed(String other) {
        nick = other;
    }

    void introduced(String username) {
        user = username;
    }

    void setWelcomed() {
        welcomed = true;
    }

    void serve() throws IOException {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                boolean end = b == '\n' || b == '\r'; // as most servers take either
                if (!end) {
                    line.write(b);
                } else if (line.size() > 0) {
                    handle(line.toString(UTF_8));
                    line.reset();
                }
            }
        } finally {
            close();
        }
    }

    private void handle(String line) {
        if (!server.scripted(this, line)) {
            commands.handle(line);
        }
        received.add(line); // last, so that whoever awaits it finds it handled
    }

    @Override
    public String toString() {
        return nick + received;
    }
}
