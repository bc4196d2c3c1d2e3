package im.isthmus.testing.legacy;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Somebody on a {@link DemoNetwork}; what they do is told to everybody who uses it. */
public final class DemoContact {
    private static final Status OFFLINE = new Status(Show.OFFLINE, "", null);

    private final DemoNetwork network;
    private final LegacyContact contact;
    private final AtomicInteger messages = new AtomicInteger();
    private volatile Status status = OFFLINE;
    private volatile @Nullable Profile listed;

    DemoContact(DemoNetwork network, String name) {
        this.network = network;
        this.contact = new LegacyContact(name);
    }

    public LegacyContact contact() {
        return contact;
    }

    /** Everybody has them as a contact, in these groups. */
    public DemoContact isListed(String name, String... groups) {
        return isListed(new Profile(name, List.of(groups), null, List.of()));
    }

    /** Everybody has them as a contact with this picture, which is new if the key is. */
    public DemoContact isListed(String name, Avatar avatar) {
        return isListed(new Profile(name, List.of(), avatar, List.of()));
    }

    /** Everybody has them as a contact. */
    public DemoContact isListed(Profile profile) {
        listed = profile;
        network.tellAll(new ContactEvent.ContactChanged(contact, profile));
        return this;
    }

    /** Nobody has them as a contact any more. */
    public DemoContact isUnlisted() {
        listed = null;
        network.tellAll(new ContactEvent.ContactRemoved(contact));
        return this;
    }

    public DemoContact goesOnline() {
        return shows(Show.ONLINE, "");
    }

    public DemoContact goesOffline() {
        return shows(OFFLINE);
    }

    public DemoContact shows(Show show, String text) {
        return shows(new Status(show, text, null));
    }

    public DemoContact shows(Status now) {
        status = now;
        network.tellAll(new ContactEvent.ContactPresence(contact, now));
        return this;
    }

    /** Wants to have everybody as a contact. */
    public void asks(String text) {
        network.tellAll(new ContactEvent.ContactRequested(contact, profile(), text));
        isSeen();
    }

    /** Lets everybody see them, and is on everybody's list from now on. */
    public void accepts() {
        listed = profile();
        network.tellAll(new ContactEvent.ContactAccepted(contact));
        isSeen();
    }

    private void isSeen() {
        network.tellAll(new ContactEvent.ContactPresence(contact, status));
    }

    /** Lets nobody see them, or nobody any more. */
    public void refuses(String text) {
        network.tellAll(new ContactEvent.ContactRefused(contact, text));
    }

    /**
     * Writes to everybody.
     *
     * @return what the network calls the message
     */
    public String writes(String text) {
        return writes(Content.of(text), null);
    }

    /** Writes to everybody; a time in the past means it waited somewhere. */
    public String writes(Content content, @Nullable Instant time) {
        String id = contact.localpart() + "-" + messages.incrementAndGet();
        network.tellAll(new LegacyEvent.PrivateMessage(contact, id, content, time));
        return id;
    }

    /** Starts, pauses or ends to type. */
    public void types(ChatState state) {
        network.tellAll(
                new MessageEvent.ChatStateShown(new LegacyAddressee.ToContact(contact), "", state));
    }

    /** Got a message of a user. */
    public void receives(MessageRef ref) {
        network.tell(
                ref.sender().bare(),
                new MessageEvent.MessageDelivered(new LegacyAddressee.ToContact(contact), ref));
    }

    /** Looked at a message of a user. */
    public void reads(MessageRef ref) {
        network.tell(
                ref.sender().bare(),
                new MessageEvent.MessageDisplayed(new LegacyAddressee.ToContact(contact), ref));
    }

    boolean isListed() {
        return listed != null;
    }

    /** A user removed them from the list. */
    void wasRemoved() {
        listed = null;
    }

    Profile profile() {
        Profile now = listed;
        return now == null ? Profile.named(null) : now;
    }

    ContactEvent.Listed listing() {
        return new ContactEvent.Listed(contact, profile());
    }

    Status status() {
        return status;
    }
}
