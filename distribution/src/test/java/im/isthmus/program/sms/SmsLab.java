package im.isthmus.program.sms;

import im.isthmus.program.IrcLab;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.Stanza;

/** The whole program in this JVM behind a real Prosody, for as many conversations as one likes. */
final class SmsLab implements AutoCloseable {
    static final String DOMAIN = "sms.localhost";

    private static final XmppSetup SETUP =
            XmppSetup.standard().withUsers("alice", "bob", "carol").withComponents(DOMAIN);
    private static final Pattern SESSION = Pattern.compile("sessionid=['\"]([^'\"]+)");

    private final RealProsody prosody;
    private final IrcLab program;
    private final List<FakeTwilio> providers;
    private final List<XmppClient> clients = new ArrayList<>();
    private int asked;

    private SmsLab(RealProsody prosody, IrcLab program, FakeTwilio... providers) {
        this.prosody = prosody;
        this.program = program;
        this.providers = List.of(providers);
    }

    /**
     * Starts it.
     *
     * @param sms what stands in the file below {@code [store]}
     * @param providers that it sends by; they end with it
     */
    static SmsLab start(Path directory, String sms, FakeTwilio... providers) {
        RealProsody prosody = RealProsody.start(SETUP);
        String text =
                """
                gateway = "sms"
                [component]
                domain = "%s"
                server = "127.0.0.1:%d"
                secret = "%s"
                [store]
                url = "jdbc:sqlite:sms.sqlite"
                [access]
                allow = ["localhost"]
                admins = ["carol@localhost"]
                """
                        .formatted(DOMAIN, prosody.componentPort(), SETUP.secret());
        try {
            IrcLab program = IrcLab.run(directory.resolve("sms.toml"), text + sms);
            return new SmsLab(prosody, program, providers);
        } catch (RuntimeException | Error e) {
            prosody.close();
            throw e;
        }
    }

    /** A user with a client of their own, which ends with the lab. */
    XmppClient login(String user) {
        XmppClient client = XmppClient.login(prosody, user);
        clients.add(client);
        return client;
    }

    /** The JID of a number, or of several. */
    static String jid(String number) {
        return number + "@" + DOMAIN;
    }

    /** A message with a receipt asked for. */
    static String message(String id, String to, String body) {
        return message(id, to, body, "");
    }

    static String message(String id, String to, String body, String more) {
        return "<message type='chat' id='%s' to='%s'><body>%s</body><request xmlns='urn:xmpp:receipts'/>%s</message>"
                .formatted(id, to, body, more);
    }

    /** Runs a command with one form; how its last step reads. */
    String command(XmppClient client, String node, Map<String, String> answers) {
        Stanza first = execute(client, node, "", "");
        String xml = XmppClient.xml(first);
        return xml.contains("status='executing'") ? next(client, node, xml, answers) : xml;
    }

    /** The next step of a command after this one. */
    String next(XmppClient client, String node, String before, Map<String, String> answers) {
        Matcher session = SESSION.matcher(before);
        if (!session.find()) {
            throw new AssertionError(before);
        }
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>");
        new LinkedHashMap<>(answers)
                .forEach((name, value) ->
                        form.append("<field var='" + name + "'>")
                                .append(values(value))
                                .append("</field>"));
        return XmppClient.xml(
                execute(
                        client,
                        node,
                        " sessionid='" + session.group(1) + "'",
                        form.append("</x>").toString()));
    }

    private static String values(String lines) {
        StringBuilder values = new StringBuilder();
        lines.lines().forEach(line -> values.append("<value>" + line + "</value>"));
        return values.toString();
    }

    private Stanza execute(XmppClient client, String node, String session, String form) {
        String id = "command-" + ++asked;
        client.send(
                "<iq type='set' id='%s' to='%s'><command xmlns='http://jabber.org/protocol/commands' node='%s'%s>%s</command></iq>"
                        .formatted(id, DOMAIN, node, session, form));
        return client.await("the answer to " + node, each -> id.equals(each.getStanzaId()));
    }

    @Override
    public void close() {
        clients.forEach(XmppClient::close);
        program.close();
        prosody.close();
        providers.forEach(FakeTwilio::close);
    }
}
