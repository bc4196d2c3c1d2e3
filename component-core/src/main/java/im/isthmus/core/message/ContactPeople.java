package im.isthmus.core.message;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.payload.People;
import im.isthmus.core.session.Session;
import org.jspecify.annotations.Nullable;

/** Who is meant by JIDs in messages outside rooms: the user, contacts, and strangers. */
record ContactPeople(Session session) implements People {
    @Override
    public @Nullable String author(String jid) {
        Jid who = parse(jid);
        return who != null && who.bare().equals(session.user()) ? "" : localpart(jid);
    }

    @Override
    public @Nullable String localpart(String jid) {
        Jid who = parse(jid);
        boolean ours = who != null && who.domain().equals(session.gateway().domain());
        return who != null && ours && !who.local().isEmpty() ? who.local() : null;
    }

    @Override
    public @Nullable String localpartOfUri(String uri) {
        return session.legacySide().localpartOfUri(uri);
    }

    private static @Nullable Jid parse(String jid) {
        try {
            return jid.isEmpty() ? null : Jid.parse(jid);
        } catch (InvalidJidException e) {
            return null;
        }
    }
}
