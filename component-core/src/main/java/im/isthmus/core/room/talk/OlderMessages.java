package im.isthmus.core.room.talk;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.RoomReport.OlderFetched;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.StanzaException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Brings into the archive what was said before it began, where the network still knows it. It is
 * shown to nobody but who reads the archive.
 */
public final class OlderMessages {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RoomHost host;
    private final RoomMessages messages;
    private final Map<String, CompletableFuture<Brought>> asked = new HashMap<>();
    private long questions;

    /**
     * What came.
     *
     * @param messages how many
     * @param more whether there may be still older ones
     */
    public record Brought(int messages, boolean more) {
        /** Nothing, and nothing is to be expected. */
        public static final Brought NOTHING = new Brought(0, false);
    }

    public OlderMessages(RoomHost host, RoomMessages messages) {
        this.host = host;
        this.messages = messages;
    }

    /**
     * Asks the network.
     *
     * @param answer completed once what came is on its way into the archive
     */
    public void ask(Room room, HistoryPoint before, int most, CompletableFuture<Brought> answer) {
        if (!room.isOpen()) {
            answer.complete(Brought.NOTHING);
            return;
        }
        String id = "older-" + ++questions;
        asked.put(id, answer);
        host.schedule(PATIENCE, () -> end(id, Brought.NOTHING));
        try {
            MessageRef ref = new MessageRef(host.user(), id, null);
            host.perform(new UserAction.FetchOlder(room.id(), ref, before, most));
        } catch (StanzaException e) {
            end(id, Brought.NOTHING);
        }
    }

    /** The network tells. */
    public void fetched(Room room, OlderFetched event) {
        if (asked.containsKey(String.valueOf(event.ref().id()))) {
            event.messages().forEach(each -> messages.older(room, each));
            Brought brought = new Brought(event.messages().size(), !event.last());
            end(String.valueOf(event.ref().id()), brought);
        }
    }

    /** The network does not tell; whether it was one of these questions. */
    public boolean failed(MessageRef ref) {
        return end(String.valueOf(ref.id()), Brought.NOTHING);
    }

    /** The session ends: nothing comes any more. */
    public void clear() {
        List.copyOf(asked.keySet()).forEach(id -> end(id, Brought.NOTHING));
    }

    private boolean end(String id, Brought brought) {
        CompletableFuture<Brought> answer = asked.remove(id);
        if (answer != null) {
            answer.complete(brought);
        }
        return answer != null;
    }
}
