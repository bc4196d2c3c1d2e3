package im.isthmus.email.imap;

import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A connection to an IMAP server: commands and their responses. Used by one thread; only {@link
 * #endIdle} and {@link #close} may come from others.
 */
final class ImapConnection implements AutoCloseable {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final MailServer server;
    private final MailSockets sockets;
    private final Duration patience;
    private final long longestLiteral;
    private final Set<String> capabilities = new HashSet<>();
    private Socket socket;
    private ResponseReader in;
    private OutputStream out;
    private int commands;
    private boolean news;
    private volatile boolean idling;
    private boolean endWanted;
    private volatile long writingSince;

    private ImapConnection(
            MailServer server, MailSockets sockets, Duration patience, long longestLiteral)
            throws IOException {
        this.server = server;
        this.sockets = sockets;
        this.patience = patience;
        this.longestLiteral = longestLiteral;
        socket = sockets.open(server);
        in = new ResponseReader(socket.getInputStream(), longestLiteral);
        out = socket.getOutputStream();
    }

    /**
     * Connects and makes the connection secret; nobody is logged in yet.
     *
     * @param patience how long the server may say nothing
     * @param longestLiteral in bytes
     */
    static ImapConnection open(
            MailServer server, MailSockets sockets, Duration patience, long longestLiteral)
            throws IOException {
        ImapConnection opened = new ImapConnection(server, sockets, patience, longestLiteral);
        try {
            opened.greet();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void greet() throws IOException {
        silence(patience);
        Response greeting = in.read();
        if (!greeting.isOk()) {
            throw new IOException("the server does not greet: " + greeting.text());
        }
        learn(greeting);
        if (!server.implicit()) {
            startTls();
        }
        askCapabilities();
    }

    /** Whatever was said before is forgotten: it may come from anybody (RFC 3501 section 6.2.1). */
    private void startTls() throws IOException {
        if (!command("STARTTLS").isOk()) {
            throw new IOException("the server has no TLS at this port");
        }
        socket = sockets.secure(socket, server);
        silence(patience);
        in = new ResponseReader(socket.getInputStream(), longestLiteral);
        out = socket.getOutputStream();
        capabilities.clear();
    }

    /** Asks what the server can, unless it said so. */
    void askCapabilities() throws IOException {
        if (capabilities.isEmpty()) {
            command("CAPABILITY");
        }
    }

    /** What the server could before somebody logged in may be something else afterwards. */
    void forgetCapabilities() {
        capabilities.clear();
    }

    /** Whether the server can something, such as {@code IDLE}. */
    boolean can(String capability) {
        return capabilities.contains(capability);
    }

    /** How the server ends a command; what it says meanwhile is only noted. */
    Response command(String command) throws IOException {
        return command(command, _ -> {});
    }

    /**
     * How the server ends a command.
     *
     * @param data gets what it says meanwhile
     */
    Response command(String command, Consumer<Response> data) throws IOException {
        String tag = "a" + ++commands;
        send(tag + ' ' + command);
        return answer(tag, data);
    }

    /** A command of several parts, of which all but the first wait until the server wants them. */
    Response command(String command, List<byte[]> rest, Consumer<Response> data)
            throws IOException {
        String tag = "a" + ++commands;
        send(tag + ' ' + command);
        List<byte[]> left = new ArrayList<>(rest);
        while (true) {
            Response response = next();
            if (response.isContinuation()) {
                write(left.isEmpty() ? new byte[0] : left.removeFirst());
            } else if (response.tag().equals(tag)) {
                return response;
            } else {
                data.accept(response);
            }
        }
    }

    private Response answer(String tag, Consumer<Response> data) throws IOException {
        while (true) {
            Response response = next();
            if (response.tag().equals(tag)) {
                return response;
            }
            data.accept(response);
        }
    }

    private Response next() throws IOException {
        Response response;
        try {
            response = in.read();
        } catch (SocketTimeoutException e) {
            throw new IOException("the server does not answer", e);
        }
        learn(response);
        return response;
    }

    private void learn(Response response) throws IOException {
        if (response.status().equals("BYE")) {
            throw new IOException("the server ends the connection: " + response.text());
        }
        if (response.codeName().equals("CAPABILITY")) {
            List.of(response.code().split(" ", 500)).forEach(this::capability);
        }
        if (response.is("CAPABILITY")) {
            response.items().forEach(item -> capability(item.asText()));
        }
        news |= response.is("EXISTS") || response.is("EXPUNGE");
        news |= idling && response.is("FETCH");
    }

    private void capability(String name) {
        if (capabilities.size() < 500) {
            capabilities.add(name.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether the folder changed since this was last asked. */
    boolean takeNews() {
        boolean was = news;
        news = false;
        return was;
    }

    /**
     * Waits until the folder changes (RFC 2177), or {@link #endIdle} is called, or for so long.
     *
     * @throws IOException if the server is gone
     */
    void idle(Duration most) throws IOException {
        String tag = "a" + ++commands;
        send(tag + " IDLE");
        boolean ended = false;
        for (Response first = next(); !first.isContinuation() && !ended; ) {
            ended = first.tag().equals(tag);
            first = ended ? first : next();
        }
        if (!ended) {
            begin();
            ended = rest(tag, System.nanoTime() + most.toNanos());
            endIdle();
        }
        synchronized (this) {
            endWanted = false;
        }
        if (!ended) {
            answer(tag, _ -> {});
        }
    }

    private synchronized void begin() throws IOException {
        idling = true;
        if (endWanted) {
            endIdle();
        }
    }

    /** Returns whether the server ended it by itself. */
    private boolean rest(String tag, long end) throws IOException {
        try {
            while (!news) {
                silence(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
                Response response = in.read();
                learn(response);
                if (response.tag().equals(tag)) {
                    return true;
                }
            }
        } catch (SocketTimeoutException e) {
            // Long enough: is the server still there?
        } finally {
            silence(patience);
        }
        return false;
    }

    /** Ends {@link #idle} soon, or the next one at once; callable from any thread. */
    synchronized void endIdle() throws IOException {
        if (idling) {
            idling = false;
            write("DONE".getBytes(StandardCharsets.US_ASCII));
        } else {
            endWanted = true;
        }
    }

    /** Whether it is in {@link #idle}; callable from any thread. */
    boolean isIdle() {
        return idling;
    }

    /** Whether the server has not taken what it is sent for so long. */
    boolean isStuck(Duration most) {
        long since = writingSince;
        return since != 0 && System.nanoTime() - since > most.toNanos();
    }

    private void silence(Duration most) throws IOException {
        socket.setSoTimeout(Math.toIntExact(Math.min(Integer.MAX_VALUE, most.toMillis() + 1)));
    }

    private void send(String line) throws IOException {
        in.expectAnswer();
        write(line.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] bytes) throws IOException {
        byte[] line = new byte[bytes.length + LINE_END.length];
        System.arraycopy(bytes, 0, line, 0, bytes.length);
        System.arraycopy(LINE_END, 0, line, bytes.length, LINE_END.length);
        writingSince = System.nanoTime() | 1;
        out.write(line);
        out.flush();
        writingSince = 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
