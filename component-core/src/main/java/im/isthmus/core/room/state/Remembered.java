package im.isthmus.core.room.state;

import im.isthmus.core.address.Jid;
import java.time.Instant;
import org.dom4j.Element;

/** Something said in a room, as later resources get to see it. */
public interface Remembered {
    /** When it was said. */
    Instant time();

    /** What the room calls it (XEP-0359). */
    String name();

    /** How much of the room's memory it takes. */
    int chars();

    /** Whether this is its id, its stanza-id, or that of the message it corrects. */
    default boolean isCalled(String name) {
        return false;
    }

    /**
     * The stanza for one resource.
     *
     * @param delayed whether to say when it was said, as history must (XEP-0045 section 7.2.14)
     */
    Element toElement(Room room, Jid to, boolean delayed);
}
