package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Remembered;
import im.isthmus.core.room.state.Room;
import java.time.Instant;
import org.dom4j.Element;

/** What was said during an earlier stay of the user, out of the archive. */
public record ArchivedLine(ArchivedMessage archived) implements Remembered {
    @Override
    public Instant time() {
        return archived.time();
    }

    @Override
    public int chars() {
        String body = archived.message().elementText(Muc.BODY);
        return body == null ? 0 : body.length();
    }

    @Override
    public Element toElement(Room room, Jid to, boolean delayed) {
        Element message = archived.message().createCopy();
        message.addAttribute(Muc.TO, to.toString());
        if (delayed) {
            RoomLine.delay(message, room, archived.time());
        }
        return message;
    }
}
