package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.payload.ContentWriter;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Remembered;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.stanza.Xml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * A message said in a room, as all resources see it.
 *
 * @param from the occupant JID, or the room's when the room itself speaks
 * @param occupantId null when the room itself speaks
 * @param answered what it answers to; null if nothing
 * @param replaced the id of the message that it corrects; null if none
 * @param id the stanza's id: the sender's own, where it is the user's message
 * @param originId what the sending client called it (XEP-0359)
 * @param stanzaId what the room calls it (XEP-0359)
 * @param along what the user's client said about it
 * @param time when it was said
 */
record RoomLine(
        String from,
        @Nullable String occupantId,
        Content content,
        ContentWriter.@Nullable Answered answered,
        @Nullable String replaced,
        String id,
        @Nullable String originId,
        String stanzaId,
        Carried.Along along,
        Instant time)
        implements Remembered {
    @Override
    public String name() {
        return stanzaId;
    }

    @Override
    public int chars() {
        return content.body().length();
    }

    @Override
    public boolean isCalled(String name) {
        return name.equals(id) || name.equals(stanzaId) || name.equals(replaced);
    }

    @Override
    public Element toElement(Room room, Jid to, boolean delayed) {
        Element message = Muc.stanza(Muc.MESSAGE, from, to, "groupchat", id);
        if (along.language() != null) {
            Xml.lang(message, along.language());
        }
        if (isPlain()) {
            Muc.text(message, Muc.BODY, content.body());
        } else {
            ContentWriter.write(message, content, answered, room.jid().domain());
        }
        if (content.attachments().isEmpty() && answered == null) {
            along.addBeside(message);
        }
        if (replaced != null) {
            Payloads.replace(message, replaced);
        }
        if (originId != null) {
            Muc.child(message, Muc.ORIGIN_ID, Muc.ID, originId);
        }
        if (isKept()) {
            stanzaId(message, room, stanzaId);
        }
        if (occupantId != null) {
            Muc.child(message, Muc.OCCUPANT_ID, Muc.ID, occupantId);
        }
        if (!along.stored()) {
            Payloads.store(message, false);
        }
        if (delayed) {
            delay(message, room, time);
        }
        return message;
    }

    /** Whether it becomes history: clients ask the archive for what came after a stanza-id. */
    boolean isKept() {
        return occupantId != null && along.stored();
    }

    /** The same as the answer to what a resource wrote, with its names for it. */
    RoomLine reflecting(@Nullable MessageRef ref, Carried.Along with) {
        if (ref == null) {
            return this;
        }
        String own = ref.id() != null ? ref.id() : id;
        return new RoomLine(
                from,
                occupantId,
                content,
                answered,
                with.replaced(),
                own,
                ref.originId(),
                stanzaId,
                with,
                time);
    }

    /** The same in place of an earlier one. */
    RoomLine replacing(String earlier) {
        return new RoomLine(
                from, occupantId, content, answered, earlier, id, originId, stanzaId, along, time);
    }

    /** The same with other words. */
    RoomLine with(Content other) {
        return new RoomLine(
                from, occupantId, other, answered, replaced, id, originId, stanzaId, along, time);
    }

    /** A further message of the same speaker. */
    RoomLine apart(Content other, String newId) {
        return new RoomLine(from, occupantId, other, null, null, newId, null, newId, along, time);
    }

    /** As nearly everything is: that costs less. */
    private boolean isPlain() {
        return content.spans().isEmpty()
                && content.attachments().isEmpty()
                && content.subject() == null
                && content.thread() == null
                && answered == null
                && content.recipients().isEmpty();
    }

    /** Marks a message with the room's id for it (XEP-0359 section 3.1). */
    public static void stanzaId(Element message, Room room, String id) {
        Muc.child(message, Muc.STANZA_ID, Muc.BY, room.text()).addAttribute(Muc.ID, id);
    }

    /** Marks a message as of the past (XEP-0203). */
    public static void delay(Element message, Room room, Instant time) {
        Muc.child(message, Muc.DELAY, Muc.FROM, room.text())
                .addAttribute(Muc.STAMP, time.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
