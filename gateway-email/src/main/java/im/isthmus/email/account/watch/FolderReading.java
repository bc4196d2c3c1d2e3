package im.isthmus.email.account.watch;

import im.isthmus.core.address.Jid;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.MailState;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.store.account.Cursors;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.Cursors.Read;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new in a folder: each mail is kept, and the cursor moved over it, in one
 * transaction. A folder whose uids have become meaningless is read again from a day before the last
 * mail; what was shown already is known by its Message-ID and its text.
 */
public final class FolderReading {
    private static final Logger LOG = LoggerFactory.getLogger(FolderReading.class);

    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final int PROGRESS_EVERY = 25;

    private final WatchServices services;
    private final Row account;
    private final Jid user;
    private final boolean sent;
    private final Bulletin bulletin;
    private final BooleanSupplier goOn;

    /**
     * @param sent whether the user wrote the mails of the folder
     * @param goOn whether there is still somebody who wants it
     */
    FolderReading(
            WatchServices services,
            Row account,
            Jid user,
            boolean sent,
            Bulletin bulletin,
            BooleanSupplier goOn) {
        this.services = services;
        this.account = account;
        this.user = user;
        this.sent = sent;
        this.bulletin = bulletin;
        this.goOn = goOn;
    }

    /**
     * Behind the last mail of a folder; the uid says what is new, as the server's clock may lag.
     */
    public static Cursor end(OpenFolder folder, Instant now) {
        return new Cursor(
                folder.name(),
                folder.validity(),
                folder.next() - 1,
                folder.modSeq(),
                now.minus(OVERLAP),
                now);
    }

    private Cursors cursors() {
        return services.tables().accounts().cursors();
    }

    /** Reads what is new in the open folder; returns where it was left. */
    Cursor read(OpenMailbox mailbox, OpenFolder folder) throws IOException, ImapException {
        Cursor cursor = cursor(mailbox, folder);
        if (!sent) {
            bulletin.works(); // from now on every mail is seen
        }
        List<MailState> fresh = mailbox.after(cursor.uid());
        int done = 0;
        for (MailState state : fresh) {
            if (!goOn.getAsBoolean()) {
                return cursor;
            }
            cursor = cursor.movedTo(state.uid(), services.clock().instant());
            one(mailbox, state, cursor);
            done++;
            if (fresh.size() > PROGRESS_EVERY && done % PROGRESS_EVERY == 0 && !sent) {
                bulletin.progress(done, fresh.size());
            }
        }
        if (!sent) {
            bulletin.works();
        }
        return cursor;
    }

    private Cursor cursor(OpenMailbox mailbox, OpenFolder folder)
            throws IOException, ImapException {
        Instant now = services.clock().instant();
        Optional<Cursor> known = cursors().find(account.user(), folder.name());
        if (known.isPresent() && known.get().validity() == folder.validity()) {
            return known.get();
        }
        Instant since;
        if (known.isPresent()) {
            Instant before = known.get().at().minus(OVERLAP);
            since = before.isAfter(known.get().since()) ? before : known.get().since();
            LOG.info("mailbox.renumbered user={} folder={}", account.user(), folder.name());
        } else {
            int days = sent ? 0 : Math.min(account.days(), services.config().days());
            // The uid says what is new; the server's clock may be behind ours.
            since = now.minus(days == 0 ? OVERLAP : Duration.ofDays(days));
        }
        long uid =
                known.isEmpty() && (sent || account.days() == 0)
                        ? last(mailbox, folder)
                        : before(mailbox, folder, since);
        Cursor cursor =
                new Cursor(folder.name(), folder.validity(), uid, folder.modSeq(), since, now);
        cursors().move(account, cursor);
        return cursor;
    }

    /** The uid behind which what came since then is; days are those of any time zone. */
    private static long before(OpenMailbox mailbox, OpenFolder folder, Instant since)
            throws IOException, ImapException {
        List<Long> uids =
                mailbox.since(since.minus(OVERLAP).atOffset(ZoneOffset.UTC).toLocalDate());
        return uids.isEmpty() ? last(mailbox, folder) : uids.getFirst() - 1;
    }

    private static long last(OpenMailbox mailbox, OpenFolder folder)
            throws IOException, ImapException {
        if (folder.next() > 0) {
            return folder.next() - 1;
        }
        List<MailState> all = mailbox.after(0);
        return all.isEmpty() ? 0 : all.getLast().uid();
    }

    private void one(OpenMailbox mailbox, MailState state, Cursor after)
            throws IOException, ImapException {
        Instant at = state.at() == null ? services.clock().instant() : state.at();
        boolean unwanted =
                at.isBefore(after.since())
                        || state.flags().contains("\\DELETED")
                        || state.flags().contains("\\DRAFT");
        Optional<byte[]> bytes = unwanted ? Optional.empty() : bytes(mailbox, state);
        if (bytes.isEmpty()) {
            cursors().move(account, after);
            return;
        }
        Read read = new Read(account, sender(bytes.get()), sent, state.uid(), state.isSeen(), at);
        services.arrived().accept(cursors().keep(read, bytes.get(), after));
    }

    private Optional<byte[]> bytes(OpenMailbox mailbox, MailState state)
            throws IOException, ImapException {
        long most = services.config().maxMessageSize();
        if (state.size() <= most) {
            return mailbox.mail(state.uid(), most);
        }
        return mailbox.mail(state.uid(), Shortened.BEGINNING)
                .map(beginning -> Shortened.of(beginning, state.size(), services.language(user)));
    }

    /** Whom reports would go to: a report itself has nobody (RFC 5321 section 4.4). */
    private static String sender(byte[] bytes) {
        MailHeader header = MailContent.header(bytes, MimeLimits.standard());
        Optional<String> path = header.first("return-path");
        return path.map(field -> field.replaceAll("[<>\\s]", ""))
                .orElseGet(() ->
                        header.mailboxes("from").stream()
                                .findFirst()
                                .map(box -> box.address().wire())
                                .orElse(""));
    }
}
