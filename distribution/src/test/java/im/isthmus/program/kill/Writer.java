package im.isthmus.program.kill;

import im.isthmus.testing.client.XmppClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;

/** A user who stays online while the gateway comes and goes: writes mails, and notes what comes. */
final class Writer implements AutoCloseable {
    private final XmppClient client;
    private final String name;
    private final AtomicInteger said = new AtomicInteger();

    /** What mails said, and the ids of the stanzas that showed it. */
    private final Map<String, CopyOnWriteArrayList<String>> shown = new ConcurrentHashMap<>();

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    Writer(XmppClient client, String name) {
        this.client = client;
        this.name = name;
        client.smack().addSyncStanzaListener(this::see, Message.class::isInstance);
    }

    private void see(Stanza stanza) {
        Message message = (Message) stanza;
        String id = String.valueOf(message.getStanzaId());
        if (message.getType() == Message.Type.error) {
            reported.add(id);
        } else if (message.getBody() != null) {
            String body = message.getBody();
            String mail = body.substring(body.lastIndexOf('\n') + 1); // the subject stands above
            shown.computeIfAbsent(mail, _ -> new CopyOnWriteArrayList<>()).add(id);
        }
    }

    /** Sends one stanza exactly as written. */
    void send(String xml) {
        client.send(xml);
    }

    /** Whether a request was granted. */
    boolean hasResult(String id) {
        return client.stanzas().stream()
                .map(XmppClient::xml)
                .anyMatch(xml -> xml.contains("id='" + id + "'") && xml.contains("type='result'"));
    }

    /** Whether somebody has ever been available. */
    boolean seesPresenceOf(String jid) {
        return client.stanzas().stream()
                .map(XmppClient::xml)
                .anyMatch(xml ->
                        xml.startsWith("<presence")
                                && xml.contains("from='" + jid + "'")
                                && !xml.contains("type=")
                                && !xml.contains("<show>"));
    }

    String name() {
        return name;
    }

    /** Writes to one of a few people. */
    void write() {
        int number = said.incrementAndGet();
        String id = name + "-" + number;
        client.send(
                "<message type='chat' id='%s' to='p%d\\40outside.test@%s'><body>%s</body></message>"
                        .formatted(id, number % 5, MailKillLoop.GATEWAY, id));
    }

    int said() {
        return said.get();
    }

    Map<String, CopyOnWriteArrayList<String>> shown() {
        return shown;
    }

    boolean isReported(String id) {
        return reported.contains(id);
    }

    @Override
    public void close() {
        client.close();
    }
}
