package im.isthmus.irc.settings;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.store.database.Unawaited;
import im.isthmus.irc.store.SettingsTable;
import java.util.Map;

/** Remembers whom a user has as contacts, since a network does not. Used by the session's owner. */
public final class ContactBook {
    private final Jid user;
    private final UserSettings settings;
    private final SettingsTable table;

    public ContactBook(Jid user, UserSettings settings, SettingsTable table) {
        this.user = user;
        this.settings = settings;
        this.table = table;
    }

    /** Somebody is a contact now. */
    public void add(LegacyContact contact) {
        keep(contact, Map.of(UserSettings.CONTACT, "1"));
    }

    /** Somebody is none any more. */
    public void remove(LegacyContact contact) {
        keep(contact, Map.of());
    }

    /** The owner does not wait for the database: what a crash takes is one contact's presence. */
    private void keep(LegacyContact contact, Map<String, String> fields) {
        settings.changed(contact.localpart(), fields);
        Unawaited.watch(table.saveSoon(user, contact.localpart(), fields), "irc.contact", user);
    }
}
