package im.isthmus.testing.kill;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;

/** A user who stays online while the gateway comes and goes: writes, and notes what is seen. */
final class Talker {
    private final XmppClient client;
    private final String name;
    private final AtomicInteger said = new AtomicInteger();

    /** What was shown, and the ids of the stanzas that showed it, in order. */
    private final Map<String, List<Shown>> shown = new ConcurrentHashMap<>();

    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    /** One stanza. */
    record Shown(String id, boolean delayed) {}

    Talker(XmppClient client, String name) {
        this.client = client;
        this.name = name;
        client.smack().addSyncStanzaListener(this::see, Message.class::isInstance);
    }

    private void see(Stanza stanza) {
        Message message = (Message) stanza;
        String id = String.valueOf(message.getStanzaId());
        if (message.getType() == Message.Type.error) {
            reported.add(id);
        } else if (message.getFrom().toString().startsWith("ann@")) {
            boolean delayed = XmppClient.xml(message).contains("urn:xmpp:delay");
            shown.computeIfAbsent(message.getBody(), _ -> new CopyOnWriteArrayList<>())
                    .add(new Shown(id, delayed));
        } else {
            notes.add(String.valueOf(message.getBody()));
        }
    }

    String jid() {
        return client.smack().getUser().asBareJid().toString();
    }

    /** Writes to somebody behind the gateway that promises nothing. */
    void talk() {
        String id = name + said.incrementAndGet();
        client.send(
                "<message type='chat' id='%s' to='ann@%s'><body>%s</body></message>"
                        .formatted(id, KilledProgram.TELLER, id));
    }

    int said() {
        return said.get();
    }

    String name() {
        return name;
    }

    Map<String, List<Shown>> shown() {
        return shown;
    }

    /** Whether an error came for a message; notes have no ids, so that they count for all. */
    boolean isReported(String id) {
        return reported.contains(id);
    }

    int notes() {
        return notes.size();
    }

    void awaitSeen(String id) {
        Await.until("message " + id, () -> shown.containsKey(id));
    }

    void close() {
        client.close();
    }
}
