package im.isthmus.core.profile;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.contact.PresenceExtension;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.PictureTable;
import im.isthmus.core.store.table.PictureTable.Picture;
import im.isthmus.core.store.table.PictureTable.Seen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of everybody, as each user sees them: fetched when the network names a new one, and
 * never again. Callable from any thread.
 */
public final class Pictures implements PresenceExtension {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    private static final String UPDATE = "vcard-temp:x:update";
    private static final int MAX_AT_ONCE = 6;

    /** Of one user, whose networks may name many slow places. */
    private static final int MAX_OF_ONE = 2;

    /** A place that had none is not asked again for so long. */
    private static final Duration FAILED_FOR = Duration.ofHours(1);

    private static final int MAX_FAILED = 10_000;

    private final PictureSource source;
    private final PictureTable table;
    private final InstantSource clock;
    private final Map<Jid, Map<String, Seen>> byUser = new ConcurrentHashMap<>();
    private final Map<String, Instant> failed = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(MAX_AT_ONCE, true);
    private final Map<Jid, Semaphore> turnsOfOne = new ConcurrentHashMap<>();

    public Pictures(Fetcher fetcher, PictureTable table, InstantSource clock) {
        this.source = new PictureSource(fetcher, table, clock);
        this.table = table;
        this.clock = clock;
    }

    /** Gets ready to tell a user about pictures; waits for the database. */
    @Override
    public void prepare(Jid user) {
        byUser.computeIfAbsent(user, u -> new ConcurrentHashMap<>(table.seen(u)));
    }

    /** The user's session is over. */
    public void forget(Jid user) {
        byUser.remove(user);
        turnsOfOne.remove(user);
    }

    /**
     * Which picture there is, in each presence (XEP-0153 section 3.1); as long as we do not know,
     * we say that (section 4.1).
     */
    @Override
    public void extend(Element presence, Jid user, LegacyAddress address) {
        Element update = Xml.child(presence, "x", UPDATE);
        if (address instanceof LegacyAddress.LegacyContact && !byUser.containsKey(user)) {
            return;
        }
        Xml.text(update, "photo", sha1(user, address.localpart()));
    }

    /** The SHA-1 of somebody's picture; empty if there is none. */
    public String sha1(Jid user, String localpart) {
        Seen seen = byUser.getOrDefault(user, Map.of()).get(localpart);
        return seen == null ? "" : seen.sha1();
    }

    /** Somebody's picture; waits for the database. */
    public Optional<Picture> picture(Jid user, String localpart) {
        prepare(user);
        String sha1 = sha1(user, localpart);
        return sha1.isEmpty() ? Optional.empty() : table.picture(sha1);
    }

    /** Whether the network names a picture that we do not have. */
    boolean isNews(Jid user, String localpart, @Nullable Avatar avatar) {
        Map<String, Seen> known = byUser.get(user);
        Seen seen = known == null ? null : known.get(localpart);
        if (avatar == null) {
            return known == null || seen != null;
        }
        String name = PictureSource.name(avatar);
        return (seen == null || !seen.source().equals(name)) && !hasFailed(name);
    }

    /**
     * Takes over what the network names; waits for the database, the web or the backend.
     *
     * @param avatar null if there is none any more
     * @return whether the user is to see another picture than before
     */
    boolean update(Jid user, String localpart, @Nullable Avatar avatar) {
        try {
            Semaphore own = turnsOfOne.computeIfAbsent(user, _ -> new Semaphore(MAX_OF_ONE, true));
            own.acquire();
            try {
                return updateInTurn(user, localpart, avatar);
            } finally {
                own.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FetchException | IOException | StoreException e) {
            LOG.info("picture=none user={} of={} reason=\"{}\"", user, localpart, e.getMessage());
            if (avatar != null) {
                fail(PictureSource.name(avatar));
            }
        }
        return false;
    }

    private boolean updateInTurn(Jid user, String localpart, @Nullable Avatar avatar)
            throws FetchException, IOException, InterruptedException {
        turns.acquire();
        try {
            prepare(user);
            return isNews(user, localpart, avatar) && take(user, localpart, avatar);
        } finally {
            turns.release();
        }
    }

    private boolean take(Jid user, String localpart, @Nullable Avatar avatar)
            throws FetchException, IOException, InterruptedException {
        String before = sha1(user, localpart);
        Seen now = avatar == null ? null : new Seen(PictureSource.name(avatar), source.get(avatar));
        table.show(user, localpart, now);
        Map<String, Seen> known = byUser.get(user);
        if (known != null && now == null) {
            known.remove(localpart);
        } else if (known != null && now != null) {
            known.put(localpart, now);
        }
        return !before.equals(now == null ? "" : now.sha1());
    }

    private boolean hasFailed(String name) {
        Instant until = failed.get(name);
        return until != null && until.isAfter(clock.instant());
    }

    private void fail(String name) {
        if (failed.size() >= MAX_FAILED) {
            Instant now = clock.instant();
            failed.values().removeIf(until -> until.isBefore(now));
        }
        if (failed.size() < MAX_FAILED) {
            failed.put(name, clock.instant().plus(FAILED_FOR));
        }
    }
}
