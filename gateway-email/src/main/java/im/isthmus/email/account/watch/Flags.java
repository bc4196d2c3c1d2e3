package im.isthmus.email.account.watch;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.MailState;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.MailAccountTable.Row;
import im.isthmus.email.store.account.Places;
import im.isthmus.email.store.account.Places.Place;
import java.io.IOException;
import java.util.List;

/** What the user has seen, here and with other programs: each side hears of the other. */
final class Flags {
    /** Servers that do not count changes are asked about so many of the last mails. */
    private static final int LAST = 50;

    private final WatchServices services;
    private final Row account;
    private final String user;

    Flags(WatchServices services, Row account) {
        this.services = services;
        this.account = account;
        this.user = account.user();
    }

    private Places places() {
        return services.tables().accounts().places();
    }

    /** Exchanges what is new about the open folder. */
    void exchange(OpenMailbox mailbox, OpenFolder folder, Cursor cursor)
            throws IOException, ImapException {
        tell(mailbox, folder);
        if (cursor.modSeq() > 0) {
            long last = cursor.modSeq();
            for (MailState state : mailbox.changed(cursor.uid(), cursor.modSeq())) {
                last = Math.max(last, state.modSeq());
                if (state.isSeen()) {
                    places().at(user, folder.name(), folder.validity(), state.uid())
                            .ifPresent(this::seen);
                }
            }
            if (last > cursor.modSeq()) {
                services.tables().accounts().cursors().move(account, cursor.withModSeq(last));
            }
            return;
        }
        List<Place> unseen = places().unseen(user, folder.name(), folder.validity(), LAST);
        for (MailState state : mailbox.states(unseen.stream().map(Place::uid).toList())) {
            unseen.stream()
                    .filter(place -> place.uid() == state.uid() && state.isSeen())
                    .forEach(this::seen);
        }
    }

    private void tell(OpenMailbox mailbox, OpenFolder folder) throws IOException, ImapException {
        List<Place> waiting = places().toTell(user);
        List<Long> uids =
                waiting.stream()
                        .filter(place -> place.folder().equals(folder.name()))
                        .filter(place -> place.validity() == folder.validity())
                        .map(Place::uid)
                        .toList();
        mailbox.flag(uids, "\\Seen", true);
        places().told(user, waiting);
    }

    private void seen(Place place) {
        if (place.seen() || !places().seenElsewhere(user, place.mail())) {
            return;
        }
        services.tables()
                .messages()
                .byLegacyId(user, place.legacyId())
                .ifPresent(known -> {
                    LegacyAddressee in =
                            new LegacyAddressee.ToContact(new LegacyContact(known.localpart()));
                    services.context()
                            .asUser(
                                    Jid.checked(user),
                                    session ->
                                            session.publish(
                                                    new MessageEvent.ReadElsewhere(
                                                            in, place.legacyId())));
                });
    }
}
