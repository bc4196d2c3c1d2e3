package im.isthmus.core.session;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.archive.Archive;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.archive.RoomMemory;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.privilege.Bookmarks;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.stay.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's part of the archive, read without holding up the session for long; bookmarks, pictures
 * and invitations.
 */
final class SessionMemory implements RoomMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SessionMemory.class);

    /** Who enters a room rather gets no history than waits longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Session session;
    private final SessionEnvironment environment;
    private final @Nullable Archive archive;

    SessionMemory(Session session, SessionEnvironment environment) {
        this.session = session;
        this.environment = environment;
        this.archive = environment.archive();
    }

    @Override
    public boolean isOn() {
        return archive != null;
    }

    @Override
    public void keep(LegacyRoom room, String id, Instant time, Element message, boolean missed) {
        if (archive == null || !session.wishes(room).keepsHistory()) {
            return;
        }
        if (missed) {
            archive.fill(session.user(), room.localpart(), id, time, message);
        } else {
            archive.keep(session.user(), room.localpart(), id, time, message);
        }
    }

    @Override
    public void withdraw(LegacyRoom room, String id, Element retracted) {
        if (archive != null) {
            archive.withdraw(session.user(), room.localpart(), id, retracted);
        }
    }

    @Override
    public void entered(LegacyRoom room, String nick) {
        if (bookmarks()) {
            new Bookmarks(environment.privileges())
                    .add(session.user(), session.jid(room), room.localpart(), nick);
        }
    }

    @Override
    public void barred(LegacyRoom room) {
        if (bookmarks()) {
            new Bookmarks(environment.privileges()).remove(session.user(), session.jid(room));
        }
    }

    @Override
    public void invited(LegacyRoom room, Jid stranger) {
        environment.invitations().add(session.user(), stranger, session.jid(room));
    }

    @Override
    public boolean declines(LegacyRoom room, Jid inviter) {
        return environment.invitations().decline(inviter, session.user(), session.jid(room));
    }

    @Override
    public String picture(LegacyRoom room) {
        return environment.pictures().sha1(session.user(), room.localpart());
    }

    @Override
    public String picture(LegacyContact person) {
        return environment.pictures().sha1(session.user(), person.localpart());
    }

    @Override
    public void look(LegacyContact person, @Nullable Avatar avatar) {
        session.attendance().profiles().look(person.localpart(), avatar);
    }

    @Override
    public void stays(Stay stay) {
        environment.stays().keep(session.user(), stay);
    }

    @Override
    public void leaves(LegacyRoom room) {
        environment.stays().forget(session.user(), room);
    }

    private boolean bookmarks() {
        return environment.preferences().get(session.user(), CorePreferences.BOOKMARKS);
    }

    @Override
    public void recall(LegacyRoom room, int most, Consumer<List<ArchivedMessage>> then) {
        Archive readable = archive;
        if (readable == null) {
            then.accept(List.of());
            return;
        }
        Answer answer = new Answer(then);
        SessionContext.Timer impatience = session.schedule(PATIENCE, () -> answer.give(List.of()));
        Thread.ofVirtual()
                .start(() -> {
                    List<ArchivedMessage> found = read(readable, room, most);
                    session.asOwner(() -> {
                        impatience.cancel();
                        answer.give(found);
                    });
                });
    }

    private List<ArchivedMessage> read(Archive readable, LegacyRoom room, int most) {
        try {
            return readable.last(session.user(), room.localpart(), most);
        } catch (StoreException e) {
            LOG.warn("history=unreadable user={} reason=\"{}\"", session.user(), e.getMessage());
            return List.of();
        }
    }

    /** Given once, by whoever is first. */
    private static final class Answer {
        private final Consumer<List<ArchivedMessage>> then;
        private boolean given;

        Answer(Consumer<List<ArchivedMessage>> then) {
            this.then = then;
        }

        void give(List<ArchivedMessage> found) {
            if (!given) {
                given = true;
                then.accept(found);
            }
        }
    }
}
