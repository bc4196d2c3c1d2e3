package im.isthmus.irc.listing;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction.ListRooms;
import im.isthmus.core.backend.event.LegacyEvent.ListedRoom;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.order.Asking;
import im.isthmus.irc.pending.PendingRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a network for its channels: LIST. */
public final class ChannelListing {
    /** On larger networks channels of one or two people are left out, where it can be said. */
    private static final int LARGE = 5000;

    private static final String AT_LEAST = ">2";

    private ChannelListing() {}

    /**
     * Asks, or joins in where somebody has asked.
     *
     * @throws BackendException if the network cannot be asked now
     */
    public static void ask(IrcLink link, ListRooms action) throws BackendException {
        ListingStep going = going(link);
        if (going != null) {
            going.tell(action.ref());
        } else if (!link.server().online()) {
            link.waiting().add(action, failure -> new RequestFailed(action.ref(), failure));
        } else {
            Asking.ask(link, new ListingStep(link, action.ref()), question(link));
            link.lifecycle().talked();
        }
    }

    private static IrcMessage question(IrcLink link) {
        Supports supports = link.server().supports();
        String elist = supports.token("ELIST");
        boolean byUsers = elist != null && elist.toUpperCase(Locale.ROOT).contains("U");
        return byUsers && link.server().channels() > LARGE
                ? IrcMessage.of("LIST", AT_LEAST)
                : IrcMessage.of("LIST");
    }

    /** {@code 254 me count :channels formed}. */
    public static void formed(IrcLink link, IrcMessage message) {
        String count = message.param(1);
        if (count.matches("[0-9]{1,7}")) {
            link.server().channels(Integer.parseInt(count));
        }
        link.console().answer(message);
    }

    /** {@code 322 me #channel users :topic}. */
    public static void entry(IrcLink link, IrcMessage message) {
        ListingStep step = going(link);
        if (step == null) {
            link.console().answer(message);
            return;
        }
        String name = message.param(1);
        LegacyRoom room =
                link.server().supports().isChannel(name) ? link.addresses().room(name) : null;
        // Secret channels are told without their names, and some names no JID can have.
        if (room != null && step.add(new ListedRoom(room, name, users(message.param(2))))) {
            link.requests().prolong(step);
        }
    }

    private static int users(String count) {
        return count.matches("[0-9]{1,7}") ? Integer.parseInt(count) : -1;
    }

    /** {@code 323 me :End of /LIST}. */
    public static void end(IrcLink link, IrcMessage message) {
        ListingStep step = going(link);
        if (step == null) {
            link.console().answer(message);
        } else {
            var _ = link.requests().take(0, step::equals);
            step.settled();
        }
    }

    private static @Nullable ListingStep going(IrcLink link) {
        PendingRequest found = link.requests().find(each -> each instanceof ListingStep);
        return found instanceof ListingStep step ? step : null;
    }
}
