package im.isthmus.irc.listing;

import im.isthmus.core.backend.event.LegacyEvent.ListedRoom;
import im.isthmus.core.backend.event.LegacyEvent.RoomsListed;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;
import java.util.ArrayList;
import java.util.List;

/** A list of channels that is coming in. What is known is told in parts, long before the end. */
final class ListingStep implements PendingRequest.Step {
    /** More than the largest network has. */
    private static final int MAX = 100_000;

    /** A page of XMPP clients and biboumi. */
    private static final int PART = 100;

    private final IrcLink link;
    private final List<ListedRoom> found = new ArrayList<>();
    private MessageRef ref;
    private int told;

    ListingStep(IrcLink link, MessageRef ref) {
        this.link = link;
        this.ref = ref;
    }

    @Override
    public MessageRef ref() {
        return ref;
    }

    /** Somebody else waits for it now, who has heard nothing of it yet. */
    void tell(MessageRef other) {
        ref = other;
        told = 0;
        part(false);
    }

    /** One more; whether a part is full. */
    boolean add(ListedRoom room) {
        if (found.size() < MAX) {
            found.add(room);
        }
        boolean full = found.size() - told >= PART;
        if (full) {
            part(false);
        }
        return full;
    }

    private void part(boolean last) {
        List<ListedRoom> news = found.subList(told, found.size());
        told = found.size();
        link.publish(new RoomsListed(ref, news, last));
    }

    @Override
    public boolean isAbout(String subject, CaseMapping mapping) {
        return subject.equalsIgnoreCase("LIST");
    }

    /** It would come as one batch, that is: at the end. */
    @Override
    public boolean isLabeled() {
        return false;
    }

    @Override
    public void settled() {
        part(true);
    }
}
