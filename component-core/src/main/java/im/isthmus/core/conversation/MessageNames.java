package im.isthmus.core.conversation;

import im.isthmus.core.address.Jid;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.store.table.MessageIdTable.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one user are called on both sides. Used by the session's owner alone.
 *
 * <p>Most names need no memory. In rooms the network's name is the stanza-id that all see
 * (XEP-0359) and outside it is the stanza's id behind an equals sign, so that it is not taken for
 * an id that the user's client made. An id behind a tilde is ours and means nothing to the network.
 * What is remembered is how the network calls what the user said.
 */
public final class MessageNames {
    /** Begins the ids that we make ourselves. */
    static final char OURS = '~';

    /** Begins the ids of stanzas outside rooms that are the network's. */
    private static final char THEIRS = '=';

    /** Longer names are not remembered; those of mail may have 998 characters, but never do. */
    private static final int MAX_LENGTH = 500;

    /** What is looked for in the database first gets a place here. */
    private static final int MAX_IN_MEMORY = 512;

    private record Key(Conversation conversation, String id) {}

    private final Jid user;
    private final MessageIds kept;
    private final Lane lane;
    private final Map<Key, String> legacyIds = new LinkedHashMap<>(0);
    private final Map<Key, List<String>> xmppIds = new LinkedHashMap<>(0);
    private final RandomIds random = new RandomIds();

    /**
     * The names of a user's messages.
     *
     * @param lane where it waits for the database
     */
    public MessageNames(Jid user, MessageIds kept, Lane lane) {
        this.user = user;
        this.kept = kept;
        this.lane = lane;
    }

    /** Whether the network's name for a message can be used as an id (XML 1.0, XEP-0359). */
    public static boolean isFit(@Nullable String legacyId) {
        return legacyId != null
                && !legacyId.isBlank()
                && legacyId.length() <= MAX_LENGTH
                && legacyId.charAt(0) != OURS
                && legacyId.chars().allMatch(c -> c > ' ' && c < 0xFFFE);
    }

    /** The stanza-id of a message in a room; one of our own if the network's is not fit. */
    public String stanzaId(@Nullable String legacyId) {
        return legacyId != null && isFit(legacyId) ? legacyId : random.next();
    }

    /** The id of the stanza for a message outside rooms. */
    public String idOutside(@Nullable String legacyId) {
        return isFit(legacyId) ? THEIRS + legacyId : random.next();
    }

    /** An id of our own, which means nothing to the network. */
    public String next() {
        return random.next();
    }

    /** An id of our own that is the same whenever it is made of the same. */
    public static String made(String of) {
        return OURS + UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Remembers what the network calls something that is not called so by XMPP. */
    public void remember(Conversation in, String xmppId, String legacyId, Kind kind) {
        if (xmppId.length() > MAX_LENGTH || !isFit(legacyId)) {
            return;
        }
        keepInMemory(legacyIds, new Key(in, xmppId), legacyId);
        if (kind != Kind.ALIAS) {
            Key key = new Key(in, legacyId);
            List<String> all = new ArrayList<>(xmppIds.getOrDefault(key, List.of()));
            all.remove(xmppId);
            all.add(kind == Kind.ID ? 0 : all.size(), xmppId);
            keepInMemory(xmppIds, key, all);
        }
        kept.add(user, in.key(), xmppId, legacyId, kind);
    }

    /** Finds out what the network calls some messages, and goes on with that. */
    public void resolve(
            Conversation in, Collection<String> ids, Consumer<Map<String, MessageId>> then) {
        Map<String, MessageId> found = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String id : ids) {
            String legacyId = legacyIds.get(new Key(in, id));
            if (legacyId == null && !in.isRoom() && id.charAt(0) == THEIRS) {
                legacyId = id.substring(1);
            }
            if (legacyId == null && kept.isKept()) {
                unknown.add(id);
            } else {
                found.put(id, new MessageId(id, legacyId != null ? legacyId : in.guess(id)));
            }
        }
        if (unknown.isEmpty()) {
            lane.then(() -> then.accept(found));
            return;
        }
        lane.ask(
                () -> ask(in, unknown),
                answer -> {
                    for (String id : unknown) {
                        String legacyId = answer.get(id);
                        found.put(
                                id, new MessageId(id, legacyId != null ? legacyId : in.guess(id)));
                    }
                    then.accept(found);
                });
    }

    private Map<String, String> ask(Conversation in, List<String> ids) {
        Map<String, String> answer = new HashMap<>();
        for (String id : ids) {
            String legacyId = kept.legacyId(user, in.key(), id);
            if (legacyId != null) {
                answer.put(id, legacyId);
            }
        }
        return answer;
    }

    /**
     * Finds out the ids of the stanzas that a message of the network is to XMPP, the one that means
     * all of it first, and goes on with them; there is at least one unless the name is not fit.
     */
    public void named(Conversation in, String legacyId, Consumer<List<String>> then) {
        List<String> known = xmppIds.get(new Key(in, legacyId));
        if (known != null || !kept.isKept() || !isFit(legacyId)) {
            lane.then(() -> then.accept(withDefault(in, legacyId, known)));
            return;
        }
        lane.ask(
                () -> kept.xmppIds(user, in.key(), legacyId),
                answer -> then.accept(withDefault(in, legacyId, answer)));
    }

    /**
     * Finds out the stanza-ids of the messages that a message of the network is in a room, the one
     * that means all of it first, and goes on with them; none if the name is not fit.
     */
    public void stanzaIds(Conversation room, String legacyId, Consumer<List<String>> then) {
        named(
                room,
                legacyId,
                ids -> {
                    if (ids.isEmpty()) {
                        then.accept(List.of());
                        return;
                    }
                    List<String> all = new ArrayList<>(ids.size());
                    all.add(legacyId);
                    ids.stream().filter(id -> id.charAt(0) == OURS).forEach(all::add);
                    then.accept(all);
                });
    }

    /** Runs a task after those that wait for an answer. */
    public void inOrder(Runnable task) {
        lane.then(task);
    }

    /** Whether nothing waits. */
    public boolean isIdle() {
        return lane.isEmpty();
    }

    private static List<String> withDefault(
            Conversation in, String legacyId, @Nullable List<String> ids) {
        if (!isFit(legacyId)) {
            return List.of();
        }
        String usual = in.isRoom() ? legacyId : THEIRS + legacyId;
        if (ids == null || ids.isEmpty()) {
            return List.of(usual);
        }
        boolean whole = ids.getFirst().charAt(0) != OURS;
        if (whole) {
            return ids;
        }
        List<String> all = new ArrayList<>(ids.size() + 1);
        all.add(usual);
        all.addAll(ids);
        return all;
    }

    private static <V> void keepInMemory(Map<Key, V> map, Key key, V value) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > MAX_IN_MEMORY) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
