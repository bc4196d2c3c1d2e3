package im.isthmus.program.rehearsal;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Users who come, talk in rooms and in private, look around and leave. A JVM that sees this while
 * it records ({@code -XX:AOTCacheOutput}, JEP 514) starts the next time with its classes loaded and
 * linked.
 */
public final class Rehearsal implements AutoCloseable {
    private static final String IRC = "irc.rehearsal.test";
    private static final String SMS = "sms.rehearsal.test";
    private static final int USERS = 20;
    private static final int ROUNDS = 3;
    private static final String ENTERED = "<subject";
    private static final String BODY = "<body>";
    private static final String ANSWER = "<iq[^>]*(?:result|error)";
    private static final String LEFT = "code=.110.";

    private final XmppStandIn xmpp = new XmppStandIn(2);
    private final IrcStandIn irc = new IrcStandIn();
    private int messages;

    /**
     * Puts up the stand-ins.
     *
     * @throws IOException if there is no free port
     */
    public Rehearsal() throws IOException {
        xmpp.start();
        irc.start();
    }

    /** The configuration of the IRC gateway; its store is beside the file. */
    public String ircConfig() {
        return config("irc", IRC)
                + """
                [irc.networks."rehearsal"]
                address = "127.0.0.1:%d"
                tls = "off"
                lines-per-second = 0.0
                connects-at-once = 0
                connect-gap = "0ms"
                """
                        .formatted(irc.port());
    }

    /** The configuration of the SMS gateway, with the network that is inside it. */
    public String smsConfig() {
        return config("sms", SMS)
                + """
                [sms]
                default-region = "US"

                [sms.accounts.main]
                provider = "loopback"
                numbers = ["+12025550100"]
                """;
    }

    private String config(String kind, String domain) {
        return """
        gateway = "%s"

        [component]
        domain = "%s"
        server = "127.0.0.1:%d"
        secret = "rehearsal"

        [store]
        url = "jdbc:sqlite:%s.sqlite"

        [access]
        allow = ["rehearsal.test"]

        """
                .formatted(kind, domain, xmpp.port(), kind);
    }

    /**
     * Plays it all through, with gateways that run as configured here.
     *
     * @throws IOException if a gateway does not do its part
     */
    public void play() throws IOException, InterruptedException {
        XmppStandIn.Component gateway = xmpp.component(IRC);
        together(
                gateway,
                ENTERED,
                1,
                user -> presence(user, "", "<x xmlns='http://jabber.org/protocol/muc'/>"));
        for (int i = 0; i < ROUNDS; i++) {
            // Each is reflected, and the bot answers.
            together(gateway, BODY, 5, user -> message(user, "groupchat", room(user)));
            together(gateway, BODY, 4, user -> message(user, "chat", "bot%rehearsal@" + IRC));
            together(
                    gateway,
                    ANSWER,
                    1,
                    user -> query(user, "http://jabber.org/protocol/disco#info"));
        }
        together(
                gateway,
                ANSWER,
                1,
                user ->
                        """
                        <iq type='set' from='%s' to='%s' id='m'><query xmlns='urn:xmpp:mam:2'/></iq>\
                        """
                                .formatted(user(user), room(user)));
        together(gateway, LEFT, 1, user -> presence(user, " type='unavailable'", ""));
    }

    /** Who has a stanza written. */
    private interface Part {
        String stanza(int user);
    }

    private static void together(XmppStandIn.Component gateway, String answer, int each, Part part)
            throws IOException {
        gateway.send(
                IntStream.range(0, USERS).mapToObj(part::stanza).collect(Collectors.joining()));
        gateway.await(answer, each * USERS);
    }

    private static String presence(int user, String attributes, String payload) {
        return "<presence from='%s' to='%s/nick%d'%s>%s</presence>"
                .formatted(user(user), room(user), user, attributes, payload);
    }

    private String message(int user, String type, String to) {
        return "<message type='%s' from='%s' to='%s' id='%d'><body>good evening to you all</body></message>"
                .formatted(type, user(user), to, ++messages);
    }

    private static String query(int user, String what) {
        return "<iq type='get' from='%s' to='%s' id='q'><query xmlns='%s'/></iq>"
                .formatted(user(user), room(user), what);
    }

    private static String user(int user) {
        return "user%d@rehearsal.test/desk".formatted(user);
    }

    private static String room(int user) {
        return "#stage%d%%rehearsal@%s".formatted(user, IRC);
    }

    @Override
    public void close() throws IOException {
        xmpp.close();
        irc.close();
    }
}
