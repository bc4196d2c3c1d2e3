package im.isthmus.testing.client;

import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import javax.xml.stream.XMLInputFactory;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.iqrequest.AbstractIqRequestHandler;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jspecify.annotations.Nullable;

/**
 * A user with a real XMPP client (Smack): logs in, sends stanzas as written, and sees what a client
 * library makes of the answers.
 */
public final class XmppClient implements AutoCloseable {
    /** Only bounds a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        useTheXmlParserOfTheJdk();
        // Otherwise Smack refuses every subscription by itself.
        Roster.setDefaultSubscriptionMode(Roster.SubscriptionMode.manual);
        Roster.setRosterLoadedAtLoginDefault(false);
        ProviderManager.addIQProvider("query", RosterIq.NAMESPACE, new RosterIq.Provider());
    }

    private final XMPPTCPConnection connection;
    private final Inbox<Stanza> stanzas;
    private final Map<String, RosterItem> roster = new ConcurrentSkipListMap<>();

    private XmppClient(XMPPTCPConnection connection, String owner) {
        this.connection = connection;
        this.stanzas = new Inbox<>(owner, XmppClient::xml);
        connection.setReplyTimeout(PATIENCE.toMillis());
        connection.setUseStreamManagement(false);
        connection.addSyncStanzaListener(stanzas::add, any -> true);
        connection.addConnectionListener(new Ending());
        connection.registerIQRequestHandler(new RosterPushes());
    }

    /** Logs a user of a real server in, without TLS, and sends the initial presence. */
    public static XmppClient login(RealXmppServer server, String user) {
        return login(server, user, "test");
    }

    /** Logs in with a resource of choice. */
    public static XmppClient login(RealXmppServer server, String user, String resource) {
        return login(server, user, resource, SecurityMode.disabled);
    }

    /** Logs in after STARTTLS; the server's certificate is checked. */
    public static XmppClient loginWithTls(RealXmppServer server, String user) {
        return login(server, user, "test", SecurityMode.required);
    }

    private static XmppClient login(
            RealXmppServer server, String user, String resource, SecurityMode security) {
        String domain = server.setup().domain();
        try {
            XMPPTCPConnectionConfiguration.Builder configuration =
                    XMPPTCPConnectionConfiguration.builder()
                            .setXmppDomain(domain)
                            .setHostAddress(InetAddress.getLoopbackAddress())
                            .setPort(server.clientPort())
                            .setUsernameAndPassword(user, server.setup().password())
                            .setResource(resource)
                            .setSendPresence(false)
                            .setSecurityMode(security);
            if (security == SecurityMode.required) {
                configuration.setCustomX509TrustManager(TrustedPem.manager(server.certificate()));
            }
            XMPPTCPConnection connection = new XMPPTCPConnection(configuration.build());
            XmppClient client = new XmppClient(connection, user + "@" + domain);
            connection.connect();
            connection.login();
            client.note(connection.sendIqRequestAndWaitForResponse(RosterIq.request()));
            connection.sendStanza(connection.getStanzaFactory().buildPresenceStanza().build());
            return client;
        } catch (SmackException | XMPPException | IOException e) {
            throw new IllegalStateException(user + " cannot log in", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The full JID. */
    public String jid() {
        return connection.getUser().toString();
    }

    /** Sends one stanza exactly as written. */
    public void send(String xml) {
        try {
            connection.sendNonza(new RawXml(xml));
        } catch (SmackException.NotConnectedException e) {
            throw new IllegalStateException("not connected any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for a stanza; see {@link Inbox#await}. */
    public Stanza await(String what, Predicate<Stanza> wanted) {
        return stanzas.await(what, PATIENCE, wanted);
    }

    /** Waits for a stanza, up to a time-out. */
    public Stanza await(String what, Duration timeout, Predicate<Stanza> wanted) {
        return stanzas.await(what, timeout, wanted);
    }

    /** Waits for a stanza whose XML has all these fragments. */
    public Stanza awaitXml(String... fragments) {
        return await(
                "a stanza with " + String.join(" and ", fragments),
                stanza -> List.of(fragments).stream().allMatch(xml(stanza)::contains));
    }

    /**
     * Sends the presence that enters a room (XEP-0045 section 7.2) and waits for the own presence
     * in it or the refusal.
     *
     * @return the presence with status 110, or the error
     */
    public Stanza joinRoom(String room, String nick) {
        send(
                "<presence to='%s/%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                        .formatted(escape(room), escape(nick)));
        return await(
                "own presence in " + room,
                stanza -> {
                    String xml = xml(stanza);
                    return String.valueOf(stanza.getFrom()).startsWith(room)
                            && xml.startsWith("<presence")
                            && (xml.contains("code='110'") || xml.contains("type='error'"));
                });
    }

    /** Writes to a room (XEP-0045 section 7.4). */
    public void sayInRoom(String room, String text) {
        send(
                "<message type='groupchat' to='%s'><body>%s</body></message>"
                        .formatted(escape(room), escape(text)));
    }

    /**
     * Waits for a message with exactly this body, which may stand below the message's subject.
     *
     * @param from how the sender's JID begins, such as a bare JID
     */
    public Stanza awaitMessage(String from, String text) {
        return await(
                "'" + text + "' from " + from,
                stanza ->
                        stanza instanceof Message message
                                && String.valueOf(message.getFrom()).startsWith(from)
                                && says(message, text));
    }

    private static boolean says(Message message, String text) {
        String body = message.getBody();
        return text.equals(body) || (message.getSubject() + "\n\n" + text).equals(body);
    }

    /** Waits until the connection has ended. */
    public void awaitClosed() {
        stanzas.awaitClosed(PATIENCE);
    }

    /** Every stanza received since the login, in order. */
    public List<Stanza> stanzas() {
        return stanzas.all();
    }

    /** The client itself, for what Smack's own extensions do. */
    public XMPPTCPConnection smack() {
        return connection;
    }

    /** The user's roster as it is now; pushes are seen here only, not among the stanzas. */
    public List<RosterItem> roster() {
        return List.copyOf(roster.values());
    }

    /** The roster item of a bare JID, null if there is none. */
    public @Nullable RosterItem rosterItem(String jid) {
        return roster.get(jid);
    }

    private void note(RosterIq iq) {
        for (RosterItem item : iq.items()) {
            if (item.subscription().equals("remove")) {
                roster.remove(item.jid());
            } else {
                roster.put(item.jid(), item);
            }
        }
    }

    /** How a stanza reads. */
    public static String xml(Stanza stanza) {
        return stanza.toXML().toString();
    }

    /** Text as content or in an attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }

    /** Logs out. */
    @Override
    public void close() {
        connection.disconnect();
    }

    /** Ends the connection without a word, as a lost network does. */
    public void drop() {
        connection.instantShutdown();
    }

    /**
     * Smack takes the first StAX parser on the class path, which is Aalto since the core has it;
     * but Aalto calls the default namespace "" where Smack 4.5.0-rc1 insists on null, and its
     * reader ends at the first extension. It asks once, when its factory is loaded.
     */
    private static void useTheXmlParserOfTheJdk() {
        String property = XMLInputFactory.class.getName();
        String before = System.getProperty(property);
        System.setProperty(property, XMLInputFactory.newDefaultFactory().getClass().getName());
        try {
            SmackXmlParser.newXmlParser(new StringReader("<a/>"));
        } catch (XmlPullParserException e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    private final class Ending implements ConnectionListener {
        @Override
        public void connectionClosed() {
            stanzas.close("logged out");
        }

        @Override
        public void connectionClosedOnError(Exception e) {
            stanzas.close("the connection broke: " + e.getMessage());
        }
    }

    private final class RosterPushes extends AbstractIqRequestHandler {
        RosterPushes() {
            super("query", RosterIq.NAMESPACE, IQ.Type.set, Mode.sync);
        }

        @Override
        public IQ handleIQRequest(IQ push) {
            note((RosterIq) push);
            return IQ.createResultIQ(push);
        }
    }
}
