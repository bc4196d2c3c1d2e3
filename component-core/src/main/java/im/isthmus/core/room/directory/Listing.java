package im.isthmus.core.room.directory;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent.ListedRoom;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** One list of rooms as far as the network has told it, and who waits for which part of it. */
final class Listing {
    /** The largest networks have fewer. */
    private static final int MOST = 100_000;

    private static final int PAGE = 100;
    private static final int WAITING = 16;

    private final RoomHost host;
    private final LegacyAddress where;
    private final MessageRef ref;
    private final Instant begun;
    private final List<ListedRoom> rooms = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Asked> waiting = new ArrayList<>();
    private boolean complete;
    private SessionContext.@Nullable Timer watch;

    private record Asked(Stanza iq, Paging page) {}

    Listing(RoomHost host, LegacyAddress where, MessageRef ref, Instant begun) {
        this.host = host;
        this.where = where;
        this.ref = ref;
        this.begun = begun;
    }

    boolean isAbout(LegacyAddress other) {
        return where.equals(other);
    }

    MessageRef ref() {
        return ref;
    }

    Instant begun() {
        return begun;
    }

    boolean isComplete() {
        return complete;
    }

    void ask(Stanza iq, Paging page) throws StanzaException {
        if (waiting.size() >= WAITING) {
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    "Your earlier requests are still open. Try again when they are answered.");
        }
        waiting.add(new Asked(iq, page));
        serve();
    }

    void add(List<ListedRoom> more, boolean last) {
        for (ListedRoom room : more) {
            if (rooms.size() < MOST && !places.containsKey(jid(room))) {
                places.put(jid(room), rooms.size());
                rooms.add(room);
            }
        }
        complete |= last;
        serve();
    }

    /** Replaces who watches for silence. */
    void watch(SessionContext.@Nullable Timer timer) {
        if (watch != null) {
            watch.cancel();
        }
        watch = timer;
    }

    /** The network says nothing more: what it said is all, if it said anything. */
    void isSilent() {
        if (rooms.isEmpty()) {
            failed(
                    new StanzaException(
                            PacketError.Condition.remote_server_timeout,
                            PacketError.Type.wait,
                            "The network did not answer in time. Try again later."));
        }
        complete = true;
        serve();
    }

    /** Nobody waits for the rest of it. */
    void end() {
        watch(null);
        complete = true;
        serve();
    }

    void failed(StanzaException problem) {
        watch(null);
        List<Asked> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(asked -> host.send(Replies.error(asked.iq(), problem, host.language())));
    }

    private void serve() {
        for (Asked asked : List.copyOf(waiting)) {
            try {
                Element answer = answer(asked.page());
                if (answer != null) {
                    waiting.remove(asked);
                    host.send(Replies.result(asked.iq(), answer));
                }
            } catch (StanzaException e) {
                waiting.remove(asked);
                host.send(Replies.error(asked.iq(), e, host.language()));
            }
        }
    }

    /** The page, null if more must be known first. */
    private @Nullable Element answer(Paging page) throws StanzaException {
        int max = page.max(PAGE);
        String before = page.before();
        if (max == 0 || before != null) {
            if (!complete) {
                return null;
            }
            int end = before == null || before.isEmpty() ? rooms.size() : place(before);
            return describe(Math.max(0, end - max), max == 0 ? 0 : end);
        }
        String after = page.after();
        if (after != null && !complete && !places.containsKey(after)) {
            return null;
        }
        int start = after == null ? Math.max(0, page.index()) : place(after) + 1;
        if (!complete && rooms.size() - start <= max) {
            return null;
        }
        start = Math.min(start, rooms.size());
        return describe(start, Math.min(rooms.size(), start + max));
    }

    private int place(String id) throws StanzaException {
        Integer place = places.get(id);
        if (place == null) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found, "There is no room {0} in the list.", id);
        }
        return place;
    }

    private Element describe(int start, int end) {
        Element query = Xml.element("query", "http://jabber.org/protocol/disco#items");
        for (ListedRoom room : rooms.subList(Math.min(start, end), end)) {
            Element item = Xml.child(query, "item");
            Xml.attribute(item, "jid", jid(room));
            Xml.attribute(item, "name", name(room));
        }
        boolean any = start < end;
        Paging.describe(
                query,
                any ? jid(rooms.get(start)) : null,
                start,
                any ? jid(rooms.get(end - 1)) : null,
                complete ? rooms.size() : -1);
        return query;
    }

    private String jid(ListedRoom room) {
        return host.jid(room.room()).toString();
    }

    private static String name(ListedRoom room) {
        return room.occupants() < 0 ? room.name() : room.name() + " (" + room.occupants() + ")";
    }
}
