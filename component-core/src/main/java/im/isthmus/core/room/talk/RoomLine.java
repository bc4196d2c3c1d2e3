package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
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
 * @param id the stanza's id: the sender's own, where it is the user's message
 * @param originId what the sending client called it (XEP-0359)
 * @param stanzaId what the room calls it (XEP-0359)
 * @param lang in which language, if the user's client said so
 * @param time when it was said
 */
record RoomLine(
        String from,
        @Nullable String occupantId,
        String body,
        String id,
        @Nullable String originId,
        String stanzaId,
        @Nullable String lang,
        Instant time)
        implements Remembered {
    @Override
    public int chars() {
        return body.length();
    }

    @Override
    public Element toElement(Room room, Jid to, boolean delayed) {
        Element message = Muc.stanza(Muc.MESSAGE, from, to, "groupchat", id);
        if (lang != null) {
            Xml.lang(message, lang);
        }
        Muc.text(message, Muc.BODY, body);
        if (originId != null) {
            Muc.child(message, Muc.ORIGIN_ID, Muc.ID, originId);
        }
        stanzaId(message, room, stanzaId);
        if (occupantId != null) {
            Muc.child(message, Muc.OCCUPANT_ID, Muc.ID, occupantId);
        }
        if (delayed) {
            delay(message, room, time);
        }
        return message;
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
