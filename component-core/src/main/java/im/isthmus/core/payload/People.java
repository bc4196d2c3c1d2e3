package im.isthmus.core.payload;

import org.jspecify.annotations.Nullable;

/** Who is meant by the JIDs inside of messages. */
public interface People {
    /**
     * The author of a message: a nick in a room, the localpart of a contact, empty for the user;
     * null if it is nobody we know.
     */
    @Nullable String author(String jid);

    /** The localpart of somebody reached through this gateway; null for everybody else. */
    @Nullable String localpart(String jid);

    /** The localpart of somebody of the network by a URI that is no JID; null if it is nobody. */
    default @Nullable String localpartOfUri(String uri) {
        return null;
    }
}
