package im.isthmus.testing.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** An IRC user at a bare socket: what is sent and seen is the protocol itself, line by line. */
public final class IrcUser implements AutoCloseable {
    /** Only bounds a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final Inbox<String> lines = new Inbox<>("the IRC user", UnaryOperator.identity());

    private IrcUser(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().name("irc-user").start(this::read);
    }

    /** Connects to 127.0.0.1 and says nothing yet. */
    public static IrcUser connect(int port) {
        try {
            Socket socket = new Socket();
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) PATIENCE.toMillis());
            return new IrcUser(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("no IRC server on port " + port, e);
        }
    }

    /**
     * Connects to 127.0.0.1 with TLS and says nothing yet.
     *
     * @param trusted the server's certificate, PEM
     */
    public static IrcUser connectTls(int port, Path trusted) {
        try {
            return new IrcUser(
                    TrustedPem.context(trusted)
                            .getSocketFactory()
                            .createSocket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException("no IRC server with TLS on port " + port, e);
        }
    }

    /** Connects to 127.0.0.1 and waits for the welcome. */
    public static IrcUser login(int port, String nick) {
        return connect(port).register(nick);
    }

    /** Says who this is and waits for the welcome (RFC 2812 section 3.1). */
    public IrcUser register(String nick) {
        send("NICK " + nick);
        send("USER " + nick + " 0 * :" + nick);
        await("the welcome of " + nick, line -> command(line).equals("001"));
        return this;
    }

    /** Joins and waits for the end of the list of names. */
    public IrcUser join(String channel) {
        send("JOIN " + channel);
        await("names of " + channel, line -> command(line).equals("366") && has(line, channel));
        return this;
    }

    /** Writes to a channel or a person. */
    public IrcUser say(String target, String text) {
        send("PRIVMSG " + target + " :" + text);
        return this;
    }

    /** Sends one line as it is. */
    public void send(String line) {
        sendBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are, for what no line of text can say. */
    public void sendBytes(byte[] bytes) {
        try {
            // Whole lines only: the reader answers PING from another thread.
            synchronized (lines) {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the IRC connection is gone", e);
        }
    }

    /** Waits for a line; see {@link Inbox#await}. */
    public String await(String what, Predicate<String> wanted) {
        return await(what, PATIENCE, wanted);
    }

    /** Waits for a line, up to a time-out. */
    public String await(String what, Duration timeout, Predicate<String> wanted) {
        return lines.await(what, timeout, wanted);
    }

    /** Waits for a line with all these fragments. */
    public String awaitLine(String... fragments) {
        return await(
                "a line with " + String.join(" and ", fragments),
                line -> List.of(fragments).stream().allMatch(line::contains));
    }

    /** Waits for somebody's message to a channel or to this user. */
    public String awaitMessage(String fromNick, String text) {
        return await(
                "'" + text + "' from " + fromNick,
                line ->
                        command(line).equals("PRIVMSG")
                                && withoutTags(line).startsWith(":" + fromNick + "!")
                                && line.endsWith(":" + text));
    }

    /** Waits until the server has closed the connection. */
    public void awaitClosed() {
        lines.awaitClosed(PATIENCE);
    }

    /** Everything received so far, in order. */
    public List<String> lines() {
        return lines.all();
    }

    /** The command or number of a line, whatever tags and source stand before it. */
    public static String command(String line) {
        String rest = withoutTags(line);
        if (rest.startsWith(":")) {
            rest = rest.substring(Math.max(0, rest.indexOf(' '))).strip();
        }
        int end = rest.indexOf(' ');
        return end < 0 ? rest : rest.substring(0, end);
    }

    /** Says QUIT, without waiting for the answer: the nick may stay in use for a moment. */
    @Override
    public void close() {
        try (socket) {
            send("QUIT");
        } catch (IOException | UncheckedIOException e) {
            // It is over either way.
        }
    }

    /** Ends the connection without a word, as a lost network does. */
    public void drop() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is over either way.
        }
    }

    private static String withoutTags(String line) {
        return line.startsWith("@") ? line.substring(line.indexOf(' ') + 1).stripLeading() : line;
    }

    private static boolean has(String line, String parameter) {
        return List.of(line.split(" ")).contains(parameter);
    }

    private void read() {
        try {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (command(line).equals("PING")) {
                    send("PONG" + line.substring(line.indexOf("PING") + 4));
                }
                lines.add(line);
            }
            lines.close("the server closed the connection");
        } catch (IOException | UncheckedIOException e) {
            lines.close("the connection broke: " + e.getMessage());
        }
    }
}
