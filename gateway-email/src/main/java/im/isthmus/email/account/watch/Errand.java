package im.isthmus.email.account.watch;

import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.OpenMailbox;
import java.io.IOException;

/** Something to be done in a mailbox besides looking for new mail. */
@FunctionalInterface
public interface Errand<T> {
    /** Does it; may open any folder. */
    T run(OpenMailbox mailbox) throws IOException, ImapException;
}
