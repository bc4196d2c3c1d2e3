package im.isthmus.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An IRC server on a free port of 127.0.0.1 that welcomes everybody, knows channels, and does on
 * top whatever a test tells it to. Thread-safe.
 *
 * <pre>{@code
 * try (var server = FakeIrcServer.start()) {
 *     connectSomethingTo(server.port());
 *     var client = server.awaitClient("juliet");
 *     client.send(":romeo!r@host PRIVMSG juliet :hi");
 *     client.await("PRIVMSG romeo :hi yourself");
 * }
 * }</pre>
 */
public final class FakeIrcServer implements Closeable {
    /** The name it goes by. */
    public static final String NAME = "irc.test";

    private final ServerSocket listening;
    private final Options options;
    private final List<FakeIrcClient> clients = new CopyOnWriteArrayList<>();
    private final List<BiPredicate<FakeIrcClient, String>> scripts = new CopyOnWriteArrayList<>();
    private final Map<String, Set<FakeIrcClient>> channels = new ConcurrentHashMap<>();

    /**
     * How it presents itself.
     *
     * @param capabilities what CAP LS tells, with values, separated by spaces, or by line breaks
     *     for an answer of many lines; null if it knows no CAP at all
     * @param isupport tokens of 005, separated by spaces; empty for no 005
     * @param accounts passwords of accounts for SASL PLAIN
     * @param tls context to serve TLS with; null for plain
     */
    public record Options(
            @Nullable String capabilities,
            String isupport,
            Map<String, String> accounts,
            @Nullable SSLContext tls) {
        /** A middling modern server. */
        public static final Options DEFAULT =
                new Options(
                        "multi-prefix userhost-in-names server-time message-tags sasl=PLAIN",
                        "CHANTYPES=#& PREFIX=(ov)@+ CHANMODES=beI,k,l,imnpst NICKLEN=20"
                                + " CASEMAPPING=rfc1459 NETWORK=TestNet",
                        Map.of(),
                        null);

        public Options withCapabilities(@Nullable String other) {
            return new Options(other, isupport, accounts, tls);
        }

        public Options withIsupport(String other) {
            return new Options(capabilities, other, accounts, tls);
        }

        public Options withAccount(String account, String password) {
            return new Options(capabilities, isupport, Map.of(account, password), tls);
        }

        public Options withTls(SSLContext context) {
            return new Options(capabilities, isupport, accounts, context);
        }
    }

    private FakeIrcServer(ServerSocket listening, Options options) {
        this.listening = listening;
        this.options = options;
    }

    public static FakeIrcServer start() throws IOException {
        return start(Options.DEFAULT);
    }

    public static FakeIrcServer start(Options options) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        var listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(loopback, 0), 200);
        var server = new FakeIrcServer(listening, options);
        Thread _ = Thread.ofVirtual().name("fake-irc-accept").start(server::accept);
        return server;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Greets nobody whose capabilities are settled before the future is completed. */
    public CompletableFuture<Void> shut() {
        CompletableFuture<Void> open = new CompletableFuture<>();
        script((_, line) -> {
            if (line.equals("CAP END")) {
                open.join();
            }
            return false;
        });
        return open;
    }

    /**
     * Runs for every line of every client, on the client's thread, the latest script first. The
     * first one that returns true has handled the line; else the server does.
     */
    public void script(BiPredicate<FakeIrcClient, String> script) {
        scripts.addFirst(script);
    }

    /** Does this about the lines that are so, and nothing else. */
    public void answer(Predicate<String> lines, Consumer<FakeIrcClient> answer) {
        script((client, line) -> {
            boolean wanted = lines.test(line);
            if (wanted) {
                answer.accept(client);
            }
            return wanted;
        });
    }

    /** Swallows the lines that start with this. */
    public void ignore(String start) {
        script((_, line) -> line.startsWith(start));
    }

    /** Everybody who ever connected, in that order. */
    public List<FakeIrcClient> clients() {
        return List.copyOf(clients);
    }

    /** Waits for the number-th connection, counted from 1. */
    public FakeIrcClient awaitConnection(int number) {
        Await.until("connection " + number, () -> clients.size() >= number, clients::toString);
        return clients.get(number - 1);
    }

    /** Waits for somebody to be welcomed under a nick. */
    public FakeIrcClient awaitClient(String nick) {
        Predicate<FakeIrcClient> wanted = c -> c.isWelcomed() && c.nick().equals(nick);
        Await.until(nick, () -> clients.stream().anyMatch(wanted), clients::toString);
        return clients.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Whether a line of a client was handled by a script. */
    boolean scripted(FakeIrcClient client, String line) {
        return scripts.stream().anyMatch(script -> script.test(client, line));
    }

    Options options() {
        return options;
    }

    boolean nickInUse(String nick) {
        return clients.stream().anyMatch(c -> c.isOpen() && c.nick().equalsIgnoreCase(nick));
    }

    @Nullable FakeIrcClient find(String nick) {
        return clients.stream()
                .filter(c -> c.isOpen() && c.isWelcomed() && c.nick().equalsIgnoreCase(nick))
                .findFirst()
                .orElse(null);
    }

    Set<FakeIrcClient> members(String channel) {
        return channels.computeIfAbsent(
                channel.toLowerCase(Locale.ROOT), _ -> ConcurrentHashMap.newKeySet());
    }

    /** Everybody who shares a channel with a client, itself included. */
    Set<FakeIrcClient> peers(FakeIrcClient client) {
        Set<FakeIrcClient> peers = new LinkedHashSet<>(List.of(client));
        channels.values().stream().filter(c -> c.contains(client)).forEach(peers::addAll);
        return peers;
    }

    void left(FakeIrcClient client) {
        channels.values().forEach(members -> members.remove(client));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread _ = Thread.ofVirtual().name("fake-irc-client").start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try {
            // Lines are sent one by one, each without waiting for the one before to be
            // acknowledged.
            socket.setTcpNoDelay(true);
            Socket secured = options.tls() == null ? socket : Tls.accept(options.tls(), socket);
            var client = new FakeIrcClient(this, secured);
            clients.add(client);
            client.serve();
        } catch (IOException e) {
            // The client may do as it likes.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (FakeIrcClient client : new ArrayList<>(clients)) {
            client.close();
        }
    }

    /** Server side of TLS over an accepted socket. */
    private static final class Tls {
        static Socket accept(SSLContext context, Socket socket) throws IOException {
            var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            return tls;
        }
    }
}
