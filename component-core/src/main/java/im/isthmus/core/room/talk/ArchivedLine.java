package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Remembered;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHistory;
import java.time.Instant;
import java.util.List;
import org.dom4j.Element;

/** What was said during an earlier stay of the user, out of the archive. */
public record ArchivedLine(ArchivedMessage archived) implements Remembered {
    /** Adds what was said to the history of a room; what was done to it only by its effect. */
    public static void recall(RoomHistory history, List<ArchivedMessage> before) {
        for (ArchivedMessage each : before) {
            history.was(each.id(), each.time());
            Payloads.Reactions reactions = Payloads.reactions(each.message());
            if (reactions != null) {
                history.reacted(each.sender(), reactions.id(), reactions.emojis());
            }
            String gone = Payloads.retracted(each.message());
            if (gone != null) {
                history.forget(gone);
            } else if (isSaid(each.message()) && history.find(each.id()) == null) {
                history.add(new ArchivedLine(each));
            }
        }
    }

    private static boolean isSaid(Element message) {
        return message.element(Muc.BODY) != null || message.element(Muc.SUBJECT) != null;
    }

    @Override
    public Instant time() {
        return archived.time();
    }

    @Override
    public String name() {
        return archived.id();
    }

    @Override
    public int chars() {
        String body = archived.message().elementText(Muc.BODY);
        return body == null ? 0 : body.length();
    }

    @Override
    public boolean isCalled(String name) {
        return name.equals(archived.id())
                || name.equals(archived.message().attributeValue(Muc.ID))
                || name.equals(Payloads.replaced(archived.message()));
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
