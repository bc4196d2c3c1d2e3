package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageCorrected;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Reply;
import im.isthmus.core.conversation.Conversation;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.payload.ContentWriter;
import im.isthmus.core.payload.ContentWriter.Answered;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHistory;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.store.table.MessageIdTable.Kind;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * Messages of everybody in a room (XEP-0045 section 7.4). What a resource writes comes back only
 * when the network has it, built anew: what the network carried, its language and the sender's ids,
 * but nothing else that the client put in, such as a stanza-id in our name.
 */
public final class RoomMessages {
    private final RoomHost host;
    private final Carried carried = new Carried();

    public RoomMessages(RoomHost host) {
        this.host = host;
    }

    /** A message of a resource goes to the network; what does not go with it is kept for later. */
    void goes(MessageRef ref, Element message) {
        carried.remember(ref, message);
    }

    /** Shows what somebody said to all resources, and keeps it for later ones. */
    public void inbound(Room room, RoomMessage event) {
        if (!room.isOpen()) {
            return;
        }
        MessageRef ref = event.ref();
        String legacyId = event.legacyId();
        String stanzaId = host.names().stanzaId(legacyId);
        if (ref != null && legacyId != null && stanzaId.equals(legacyId)) {
            remember(room, ref, legacyId);
        }
        RoomLine first =
                line(room, event.nick(), event.content(), stanzaId, event.time())
                        .reflecting(ref, carried.recall(ref));
        boolean delayed = event.time() != null;
        if (event.content().attachments().isEmpty()) {
            show(room, first, delayed);
        } else {
            parts(room, first, legacyId, delayed);
        }
    }

    /** Shows what was said while the user was not there, unless it is known. */
    public void missed(Room room, List<RoomMessage> messages) {
        for (RoomMessage each : messages) {
            String legacyId = each.legacyId();
            RoomHistory history = room.history();
            boolean known =
                    history.isOld(legacyId) || (legacyId != null && history.find(legacyId) != null);
            if (!known && room.phase() != Room.Phase.OUT) {
                String stanzaId = host.names().stanzaId(legacyId);
                show(
                        room,
                        line(room, each.nick(), each.content(), stanzaId, each.time()),
                        true,
                        true);
            }
        }
    }

    /** Keeps what was said before all that is kept, and shows it to nobody. */
    void older(Room room, RoomMessage each) {
        if (host.memory().isOn()) {
            String stanzaId = host.names().stanzaId(each.legacyId());
            RoomLine line = line(room, each.nick(), each.content(), stanzaId, each.time());
            Element message = line.toElement(room, host.user(), false);
            host.memory().keep(room.id(), stanzaId, line.time(), message, true);
        }
    }

    /** Shows what somebody says instead of what they said (XEP-0308). */
    void corrected(Room room, MessageCorrected event, String replaced) {
        String stanzaId = host.names().next();
        host.names().remember(conversation(room), stanzaId, event.legacyId(), Kind.ALIAS);
        RoomLine line =
                line(room, event.nick(), event.content(), stanzaId, event.time())
                        .replacing(replaced);
        parts(room, line, event.legacyId(), event.time() != null);
    }

    /** One message for the text and each file. */
    private void parts(Room room, RoomLine whole, @Nullable String legacyId, boolean delayed) {
        List<Content> parts = ContentWriter.parts(whole.content());
        show(room, whole.with(parts.getFirst()), delayed);
        for (Content part : parts.subList(1, parts.size())) {
            String id = host.names().next();
            if (legacyId != null) {
                host.names().remember(conversation(room), id, legacyId, Kind.PART);
            }
            show(room, whole.apart(part, id), delayed);
        }
    }

    private void show(Room room, RoomLine line, boolean delayed) {
        show(room, line, delayed, false);
    }

    /**
     * Shows and keeps a message.
     *
     * @param missed whether it was said before others that are kept already
     */
    private void show(Room room, RoomLine line, boolean delayed, boolean missed) {
        if (line.isKept()) {
            room.history().add(line);
            if (host.memory().isOn()) {
                host.memory()
                        .keep(
                                room.id(),
                                line.stanzaId(),
                                line.time(),
                                line.toElement(room, host.user(), false),
                                missed);
            }
        }
        for (Jid to : room.resources()) {
            host.send(line.toElement(room, to, delayed));
        }
    }

    /** Lets the room itself say something to one resource; it does not become history. */
    public void notice(Room room, Jid to, Text text) {
        String id = host.names().next();
        Content content = Content.of(host.language().render(text));
        host.send(line(room, "", content, id, null).toElement(room, to, false));
    }

    /** A new id for a message of a room. */
    public String nextId() {
        return host.names().next();
    }

    /** Ties answers of the network to a stanza. */
    public static MessageRef ref(Stanza message) {
        return Payloads.ref(message);
    }

    static Conversation conversation(Room room) {
        return Conversation.of(new LegacyAddressee.ToRoom(room.id()));
    }

    /** What the user's clients will call it when they change it: not what the room does. */
    private void remember(Room room, MessageRef ref, String legacyId) {
        Set<Ability> abilities = host.abilities(room.id());
        if (!abilities.contains(Ability.CORRECTIONS) && !abilities.contains(Ability.RETRACTIONS)) {
            return;
        }
        String id = ref.id();
        if (id != null && !id.equals(legacyId)) {
            host.names().remember(conversation(room), id, legacyId, Kind.ID);
        }
        String originId = ref.originId();
        if (originId != null && !originId.equals(id) && !originId.equals(legacyId)) {
            host.names().remember(conversation(room), originId, legacyId, Kind.ALIAS);
        }
    }

    private RoomLine line(
            Room room, String nick, Content content, String stanzaId, @Nullable Instant time) {
        String from = room.text();
        String occupantId = null;
        if (!nick.isEmpty()) {
            RoomOccupant speaker = room.speaker(nick);
            speaker.speaks(host, room);
            from = speaker.from(room);
            occupantId = speaker.id(host, room);
        }
        return new RoomLine(
                from,
                occupantId,
                content,
                content.reply() == null ? null : answered(room, content.reply()),
                null,
                stanzaId,
                null,
                stanzaId,
                Carried.NOTHING,
                time != null ? time : host.clock().instant());
    }

    private static @Nullable Answered answered(Room room, Reply reply) {
        String legacyId = reply.message().legacyId();
        String id = MessageNames.isFit(legacyId) ? legacyId : reply.message().xmppId();
        if (id == null || id.isEmpty()) {
            return null;
        }
        String author = reply.author();
        return new Answered(
                id, author == null || author.isEmpty() ? null : room.speaker(author).from(room));
    }
}
