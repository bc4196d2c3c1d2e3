package im.isthmus.core.content;

import im.isthmus.core.address.Jid;
import java.util.concurrent.CompletableFuture;

/** Gives files of a legacy network an address that XMPP clients can fetch them from. */
public interface FileSharing {
    /**
     * Shares a file with one user.
     *
     * @return fails with a {@code BackendException}, whose text is for the user
     */
    CompletableFuture<Attachment> share(Jid user, IncomingFile file);
}
