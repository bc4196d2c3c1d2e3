package im.isthmus.email.account.watch;

import im.isthmus.email.imap.Folder;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.SentCopies;
import im.isthmus.email.store.account.SentCopies.Copy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of what the user sent: what went out through us is put there, unless the server did so
 * itself, and what went out by other programs is read there.
 */
final class SentFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SentFolder.class);

    private final WatchServices services;
    private final String user;
    private final FolderReading reading;
    private @Nullable List<Folder> found;

    SentFolder(WatchServices services, String user, FolderReading reading) {
        this.services = services;
        this.user = user;
        this.reading = reading;
    }

    /** Does both; another folder may be open afterwards. */
    void exchange(OpenMailbox mailbox) throws IOException, ImapException {
        Optional<Folder> folder = found(mailbox);
        SentCopies copies = services.tables().accounts().copies();
        for (Copy copy : copies.of(user)) {
            if (folder.isPresent() && !mailbox.keepsSent()) {
                file(mailbox, folder.get(), copy, copies.bytes(copy));
            }
            copies.done(copy);
        }
        if (folder.isPresent()) {
            read(mailbox, folder.get());
        }
    }

    /** A folder that cannot be read is no reason to leave the inbox unread. */
    private void read(OpenMailbox mailbox, Folder folder) throws IOException {
        try {
            if (hasNews(mailbox, folder)) {
                reading.read(mailbox, mailbox.select(folder.name()));
            }
        } catch (ImapException e) {
            LOG.info("mail.sent.folder user={} problem=\"{}\"", user, e.words());
        }
    }

    private Optional<Folder> found(OpenMailbox mailbox) throws IOException, ImapException {
        List<Folder> known = found;
        if (known == null) {
            known = mailbox.folders();
            found = known;
        }
        return Roles.SENT.in(known);
    }

    private void file(OpenMailbox mailbox, Folder folder, Copy copy, byte[] bytes)
            throws IOException, ImapException {
        try {
            mailbox.select(folder.name());
            if (mailbox.withId(copy.messageId()).isEmpty() && bytes.length > 0) {
                mailbox.append(folder.name(), bytes);
            }
        } catch (ImapException e) {
            LOG.warn("mail.sent.copy user={} problem=\"{}\"", user, e.words());
        }
    }

    private boolean hasNews(OpenMailbox mailbox, Folder folder) throws IOException, ImapException {
        OpenFolder now = mailbox.status(folder.name());
        Optional<Cursor> cursor = services.tables().accounts().cursors().find(user, folder.name());
        return cursor.filter(known -> known.validity() == now.validity())
                .filter(known -> now.next() > 0 && now.next() - 1 <= known.uid())
                .isEmpty();
    }
}
