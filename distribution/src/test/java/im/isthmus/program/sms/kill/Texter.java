package im.isthmus.program.sms.kill;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealXmppServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;

/** A user who stays online while the gateway comes and goes: writes, and notes what is seen. */
final class Texter implements AutoCloseable {
    private static final Pattern RECEIPT =
            Pattern.compile("<received xmlns=['\"]urn:xmpp:receipts['\"] id=['\"]([^'\"]+)");

    private static final Pattern WAITING_NONE =
            Pattern.compile("var=['\"]waiting['\"][^>]*><value>0<");

    private final XmppClient client;
    private final String name;
    private final String friend;
    private final Map<String, List<String>> shown = new ConcurrentHashMap<>();
    private final Map<String, Integer> receipts = new ConcurrentHashMap<>();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private int asked;

    /**
     * @param friend the JID of the phone that is written to
     */
    Texter(RealXmppServer xmpp, String name, String friend) {
        this.client = XmppClient.login(xmpp, name);
        this.name = name;
        this.friend = friend;
        client.smack().addSyncStanzaListener(this::see, Message.class::isInstance);
    }

    private void see(Stanza stanza) {
        Message message = (Message) stanza;
        String xml = XmppClient.xml(message);
        Matcher receipt = RECEIPT.matcher(xml);
        if (message.getType() == Message.Type.error) {
            errors.merge(String.valueOf(message.getStanzaId()), xml, String::concat);
        } else if (receipt.find()) {
            receipts.merge(receipt.group(1), 1, Integer::sum);
        } else if (message.getBody() != null && friend.equals(String.valueOf(message.getFrom()))) {
            shown.computeIfAbsent(message.getBody(), _ -> new CopyOnWriteArrayList<>())
                    .add(String.valueOf(message.getStanzaId()));
        }
    }

    /** Waits until the gateway answers. */
    void awaitGateway() {
        Await.until(
                "the gateway answers",
                Duration.ofMinutes(5),
                () -> ask("get", "<ping xmlns='urn:xmpp:ping'/>").contains("type='result'"),
                () -> "");
    }

    /** Waits until nothing waits in the gateway to be sent; asked by an admin. */
    void awaitNothingWaiting() {
        String command = "<command xmlns='http://jabber.org/protocol/commands' node='accounts'/>";
        AtomicReference<String> seen = new AtomicReference<>("");
        Await.until(
                "everything sent",
                Duration.ofMinutes(10),
                () -> {
                    seen.set(ask("set", command));
                    return WAITING_NONE.matcher(seen.get()).find();
                },
                seen::get);
    }

    private String ask(String type, String payload) {
        String id = name + "-asked-" + ++asked;
        String domain = friend.substring(friend.indexOf('@') + 1);
        client.send("<iq type='%s' id='%s' to='%s'>%s</iq>".formatted(type, id, domain, payload));
        Stanza answer =
                client.await(
                        "an answer to " + id,
                        Duration.ofMinutes(2),
                        each -> id.equals(each.getStanzaId()));
        return XmppClient.xml(answer);
    }

    /** Writes to the phone; the text is the id of the stanza. */
    String write() {
        String id = name + (said.size() + 1);
        said.add(id);
        client.send(
                "<message type='chat' id='%s' to='%s'><body>%s</body><request xmlns='urn:xmpp:receipts'/></message>"
                        .formatted(id, friend, id));
        return id;
    }

    String name() {
        return name;
    }

    Set<String> said() {
        return said;
    }

    /** How many receipts came for a message. */
    int receipts(String id) {
        return receipts.getOrDefault(id, 0);
    }

    /** The error that came for a message; null if none did. */
    String error(String id) {
        return errors.get(id);
    }

    /** Ids of the stanzas that showed a text. */
    List<String> shown(String text) {
        return shown.getOrDefault(text, List.of());
    }

    @Override
    public void close() {
        client.close();
    }
}
