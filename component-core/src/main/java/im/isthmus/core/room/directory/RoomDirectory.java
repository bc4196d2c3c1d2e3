package im.isthmus.core.room.directory;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.RoomsListed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The list of rooms of a network (XEP-0045 section 6.3), in pages (XEP-0059). One list at a time is
 * kept for a user, and its first pages are answered while the network is still listing.
 */
public final class RoomDirectory {
    /** How long a list that is wholly known is not asked for again. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** How long a network may be silent before what it said is taken for all. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RoomHost host;
    private int lists;
    private @Nullable Listing current;

    public RoomDirectory(RoomHost host) {
        this.host = host;
    }

    /** Answers a request for a list, now or later. */
    public void answer(LegacyAddress where, Stanza iq, Paging page) throws StanzaException {
        Listing listing = current;
        if (listing == null || !listing.isAbout(where) || isStale(listing, page)) {
            if (listing != null) {
                listing.end();
            }
            listing = begin(where, iq);
        }
        listing.ask(iq, page);
    }

    /** The network lists more; returns false if nobody asked here. */
    public boolean listed(RoomsListed event) {
        Listing listing = current;
        if (listing == null || !listing.ref().equals(event.ref())) {
            return false;
        }
        listing.add(event.rooms(), event.last());
        watch(listing);
        return true;
    }

    /** The network does not list; returns false if nobody asked here. */
    public boolean failed(MessageRef ref, BackendFailure failure) {
        Listing listing = current;
        if (listing == null || !listing.ref().equals(ref)) {
            return false;
        }
        current = null;
        listing.failed(Failures.toStanza(failure, host::jidOf));
        return true;
    }

    private Listing begin(LegacyAddress where, Stanza iq) throws StanzaException {
        MessageRef ref = new MessageRef(iq.from(), "rooms-" + ++lists, null);
        Listing listing = new Listing(host, where, ref, host.clock().instant());
        current = listing;
        try {
            host.perform(new UserAction.ListRooms(where, ref));
        } catch (StanzaException e) {
            current = null;
            throw e;
        }
        watch(listing);
        return listing;
    }

    private void watch(Listing listing) {
        listing.watch(listing.isComplete() ? null : host.schedule(PATIENCE, listing::isSilent));
    }

    /** A cursor belongs to the list that it was taken from, however old. */
    private boolean isStale(Listing listing, Paging page) {
        boolean cursor =
                page.after() != null || (page.before() != null && !page.before().isEmpty());
        Instant old = listing.begun().plus(FRESH);
        return !cursor && listing.isComplete() && host.clock().instant().isAfter(old);
    }
}
