package im.isthmus.irc.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.origin.AddressPrefix;
import im.isthmus.irc.connection.origin.IdentServer;
import im.isthmus.irc.connection.origin.Idents;
import im.isthmus.irc.connection.origin.Origin;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.connection.origin.WebIrc;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.real.RealHybrid;
import im.isthmus.testing.real.RealInspircd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where users come from, as servers see it; and in which character sets they talk. */
@Timeout(60)
class OriginTest {
    private static final Pseudonyms PSEUDONYMS =
            new Pseudonyms("a key for tests!".getBytes(US_ASCII));
    private static final Random RANDOM = new Random();
    private static final Charset KOI8 = Charset.forName("KOI8-R");

    private final RecordingListener listener = new RecordingListener();
    private FakeIrcServer server;

    @BeforeEach
    void start() throws Exception {
        server = FakeIrcServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private IrcConnection connect(Origin origin, Encodings encodings) {
        ConnectionConfig config =
                TestConnections.from(TestConnections.plain(server.port()), origin, encodings);
        IrcIdentity juliet = new IrcIdentity("juliet", "jcapulet", "Juliet");
        return IrcConnection.open(config, juliet, Runnable::run, listener);
    }

    private static Encodings utf8() {
        return Encodings.of(StandardCharsets.UTF_8, StandardCharsets.UTF_8);
    }

    @Test
    void aServerIsToldWhoIsBehindAConnectionToItAndNobodyElseIs() throws Exception {
        Idents idents = new Idents();
        try (IdentServer ident = IdentServer.open(new HostPort("127.0.0.1", 0), idents)) {
            IrcConnection connection = connect(new Origin(null, idents, "jcapulet", null), utf8());
            FakeIrcClient client = server.awaitClient("juliet");
            int own = client.address().getPort();
            String pair = own + " , " + server.port() + " : ";
            assertThat(ask(ident, "127.0.0.1", own + "," + server.port()))
                    .isEqualTo(pair + "USERID : UNIX : jcapulet");
            assertThat(ask(ident, "127.0.0.9", own + ", " + server.port()))
                    .isEqualTo(pair + "ERROR : NO-USER");
            assertThat(ask(ident, "127.0.0.1", "1, 2")).isEqualTo("1 , 2 : ERROR : NO-USER");
            assertThat(ask(ident, "127.0.0.1", "0, 99999"))
                    .isEqualTo("0 , 99999 : ERROR : INVALID-PORT");
            assertThat(ask(ident, "127.0.0.1", "who?")).endsWith("INVALID-PORT");
            connection.quit("bye");
            Await.until("forgotten", () -> idents.size() == 0, () -> "" + idents.size());
        }
    }

    private static String ask(IdentServer ident, String from, String question) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (Socket socket = new Socket(loopback, ident.port(), InetAddress.ofLiteral(from), 0)) {
            socket.getOutputStream().write((question + "\r\n").getBytes(US_ASCII));
            StringBuilder answer = new StringBuilder();
            for (int b = socket.getInputStream().read(); b >= 0 && b != '\r'; ) {
                answer.append((char) b);
                b = socket.getInputStream().read();
            }
            return answer.toString();
        }
    }

    @Test
    void eachUserHasAnAddressOfTheBlockAndKeepsIt() throws Exception {
        AddressPrefix block = AddressPrefix.parse("127.77.0.0/16");
        InetAddress own = PSEUDONYMS.address(Jid.parse("juliet@example.org/balcony"), block);
        assertThat(own).isEqualTo(PSEUDONYMS.address(Jid.parse("juliet@example.org"), block));
        assertThat(own).isNotEqualTo(PSEUDONYMS.address(Jid.parse("romeo@example.org"), block));
        assertThat(own.getHostAddress()).startsWith("127.77.");
        connect(new Origin(own, null, "", null), utf8());
        assertThat(server.awaitClient("juliet").address().getAddress()).isEqualTo(own);

        AddressPrefix ipv6 = AddressPrefix.parse("2001:db8:1:2::/60");
        assertThat(PSEUDONYMS.address(Jid.parse("juliet@example.org"), ipv6).getHostAddress())
                .startsWith("2001:db8:1:");
    }

    @Test
    void aNetworkWithoutTheKindOfAddressThatOursIsSaysSo() {
        IrcServerAddress old = new IrcServerAddress("127.0.0.1", server.port());
        assertThat(endOf("2001:db8:1:2::7", old))
                .isEqualTo(
                        new CloseReason.ConnectFailed(
                                old
                                        + ": it has no IPv6 address, but the gateway connects from"
                                        + " one, please tell its admin"));
    }

    @Test
    void aNetworkOfIpv6OnlyIsNotReachedFromAnIpv4Address() {
        IrcServerAddress modern = new IrcServerAddress("::1", server.port());
        assertThat(((CloseReason.ConnectFailed) endOf("127.77.0.1", modern)).text())
                .startsWith(modern + ": it has no IPv4 address, but the gateway");
    }

    /** Why there is no connection from an address of ours to a server. */
    private CloseReason endOf(String ours, IrcServerAddress theirs) {
        Origin origin = new Origin(InetAddress.ofLiteral(ours), null, "", null);
        ConnectionConfig config = TestConnections.from(ConnectionConfig.of(theirs), origin, utf8());
        IrcConnection.open(config, TestConnections.JULIET, Runnable::run, listener);
        return listener.awaitEnd();
    }

    @Test
    void aPseudonymIsAUserNameForEveryServer() throws Exception {
        String name = PSEUDONYMS.name(Jid.parse("juliet@example.org"));
        assertThat(name).matches("[a-z][a-z2-7]{9}");
        assertThat(new Pseudonyms(new byte[16]).name(Jid.parse("juliet@example.org")))
                .isNotEqualTo(name);
    }

    @Test
    void theServerIsToldTheUsersPlaceBeforeAnythingElse() {
        connect(
                new Origin(null, null, "", new WebIrc("sesame", "abc.irc.example.org", "fd00::1")),
                utf8());
        FakeIrcClient client = server.awaitClient("juliet");
        assertThat(client.received().getFirst())
                .isEqualTo("WEBIRC sesame isthmus abc.irc.example.org fd00::1");
    }

    @Test
    void aRealServerBelievesAGatewayThatItKnows() throws Exception {
        String trusted =
                "<module name=\"cgiirc\">"
                        + "<cgihost type=\"webirc\" password=\"sesame\" mask=\"127.0.0.1\">";
        try (RealInspircd real = RealInspircd.start(trusted, false);
                IrcUser nurse = IrcUser.login(real.port(), "nurse")) {
            WebIrc place = new WebIrc("sesame", "abc.irc.example.org", "fd00::1");
            ConnectionConfig config =
                    TestConnections.from(
                            TestConnections.plain(real.port()),
                            new Origin(null, null, "", place),
                            utf8());
            IrcConnection connection =
                    IrcConnection.open(
                            config,
                            new IrcIdentity("juliet", "jcapulet", "Juliet"),
                            Runnable::run,
                            listener);
            listener.awaitRegistered();
            nurse.send("WHOIS juliet");
            nurse.awaitLine("311", "juliet jcapulet fd00::1");
            nurse.awaitLine("via the isthmus WebIRC gateway");
            connection.quit("");
        }
    }

    /** It asks at port 113 of the address that the connection comes from. */
    @Test
    void aRealServerAsksWhoIsBehindAConnectionFromAnAddressOfOurs() throws Exception {
        String ours = "127.78." + RANDOM.nextInt(256) + '.' + (1 + RANDOM.nextInt(254));
        Idents idents = new Idents();
        try (IdentServer _ = IdentServer.open(new HostPort(ours, 113), idents);
                RealHybrid real = RealHybrid.start();
                IrcUser nurse = IrcUser.login(real.port(), "nurse")) {
            Origin from = new Origin(InetAddress.ofLiteral(ours), idents, "jcapulet", null);
            IrcConnection connection =
                    IrcConnection.open(
                            TestConnections.from(TestConnections.plain(real.port()), from, utf8()),
                            new IrcIdentity("juliet", "nobody", "Juliet"),
                            Runnable::run,
                            listener);
            listener.awaitRegistered();
            nurse.send("WHOIS juliet");
            nurse.send("WHOIS nurse");
            // A tilde would say that nobody vouched for the name.
            nurse.awaitLine("311", " juliet jcapulet " + ours);
            nurse.awaitLine("311", " nurse ~");
            connection.quit("");
        }
    }

    @Test
    void aChannelKeepsToItsCharacterSetBothWays() throws Exception {
        Encodings encodings = utf8().withReceived("#old", KOI8);
        IrcConnection connection = connect(Origin.ANY, encodings.withSent("#Old", KOI8));
        listener.awaitRegistered();
        FakeIrcClient client = server.awaitClient("juliet");
        client.sendBytes(":r!r@h PRIVMSG #OLD :привет\r\n".getBytes(KOI8));
        client.send(":r!r@h NOTICE #OLD :привет");
        assertThat(listener.await("NOTICE").lastParam()).isEqualTo("привет");
        assertThat(listener.await("PRIVMSG").lastParam()).isEqualTo("привет");

        connection.send(IrcMessage.of("PRIVMSG", "#old", "да"));
        connection.send(IrcMessage.of("PRIVMSG", "#new", "да"));
        client.await("PRIVMSG #new да");
        client.await("PRIVMSG #old " + new String("да".getBytes(KOI8), StandardCharsets.UTF_8));
    }
}
