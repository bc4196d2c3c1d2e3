package im.isthmus.core.session;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.archive.RoomMemory;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.conversation.Lane;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.conversation.RecentMessages;
import im.isthmus.core.delivery.Promise;
import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.room.Rooms;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * A user's running state: resources, rooms and the legacy side. Everything but {@link #submit},
 * {@link #asOwner} and {@link #schedule} belongs to the owner alone (see {@link Mailbox}).
 */
public final class Session implements SessionContext, RoomHost {
    private final Jid user;
    private final SessionEnvironment environment;
    private final Mailbox mailbox;
    private final Intake intake;
    private final Attendance attendance;
    private final MessageNames names;
    private final RecentMessages recent;
    private final SessionMemory memory;
    private final Rooms rooms;
    private final SessionPromises promises;
    private final Exchange exchange;
    private final SpokenLanguage language;

    Session(Jid user, SessionEnvironment environment, Runnable retired) {
        this.user = user;
        this.environment = environment;
        this.language = new SpokenLanguage(user, environment.preferences());
        this.promises = new SessionPromises(this, environment);
        this.exchange = new Exchange(this, environment, promises);
        this.mailbox =
                new Mailbox(
                        environment.limits().queue(),
                        () -> {
                            if (!isDisposable()) {
                                return false;
                            }
                            retired.run();
                            return true;
                        });
        this.intake = new Intake(mailbox, environment);
        this.names =
                new MessageNames(
                        user, environment.messageIds(), new Lane(this::asOwner, this::continuing));
        this.recent = environment.recent().of(user);
        this.memory = new SessionMemory(this, environment);
        this.rooms = new Rooms(this, environment.rooms());
        this.attendance = new Attendance(this, environment);
    }

    /**
     * Queues what a stanza of this user asks for; may wait, which holds up the stream.
     *
     * @param bytes about how much memory it takes while it waits
     * @return whether it was taken; if not, the user sends faster than it can be handled
     */
    Mailbox.Outcome submit(long bytes, Runnable task) throws InterruptedException {
        return intake.submit(bytes, task);
    }

    /** As {@link #submit}, but never waits and never refuses. */
    Mailbox.Outcome force(Runnable task) {
        return mailbox.force(task);
    }

    /** Tasks that wait for the owner; callable from any thread. */
    public int queued() {
        return mailbox.size();
    }

    public Rooms rooms() {
        return rooms;
    }

    /** What may be done in the name of this and other users (XEP-0356). */
    public Privileges privileges() {
        return environment.privileges();
    }

    /** Whether a resource was there and has not gone since, with or without presence. */
    public boolean isHere(Jid resource) {
        return attendance.isHere(resource);
    }

    @Override
    public MessageNames names() {
        return names;
    }

    @Override
    public RecentMessages recent() {
        return recent;
    }

    @Override
    public Backend legacySide() {
        return environment.backend();
    }

    /** The user's resources, account and contacts. */
    public Attendance attendance() {
        return attendance;
    }

    /** All full JIDs of the user that showed us presence, oldest first. */
    public List<Jid> onlineResources() {
        return attendance.onlineResources();
    }

    /** A resource turned out to be gone without having said so. */
    public void resourceGone(Jid resource) {
        rooms.entry().resourceGone(resource);
        attendance.gone(resource);
    }

    /** Whether the backend serves the user now. */
    boolean isOpen() {
        return exchange.isOpen();
    }

    @Override
    public void perform(UserAction action) throws StanzaException {
        attendance.account().demand();
        boolean journaled = promises.entrust(action);
        try {
            ask(action);
        } catch (BackendException e) {
            if (journaled) {
                promises.settle(action);
            }
            throw Failures.toStanza(e.failure(), this::jidOf);
        }
    }

    /** As {@link #perform}, for what needs no account and for who wants to know the failure. */
    void ask(UserAction action) throws BackendException {
        exchange.ask(action);
    }

    @Override
    public void publish(LegacyEvent event) {
        exchange.publish(event, null);
    }

    @Override
    public CompletableFuture<Void> publishKept(LegacyEvent event) {
        Promise given = new Promise();
        exchange.publish(event, given);
        return given.kept();
    }

    /** Ends the legacy side and tells the user's rooms why. */
    void shutdown(String reason) {
        rooms.shutdown(reason);
        attendance.shutdown(reason);
        exchange.close(reason);
    }

    @Override
    public @Nullable AccountFields account() {
        return attendance.account().fields();
    }

    @Override
    public CompletableFuture<Void> register(AccountFields fields) {
        return attendance.account().register(fields);
    }

    @Override
    public CompletableFuture<Attachment> share(IncomingFile file) {
        return environment.sharing().share(user, file);
    }

    @Override
    public @Nullable HistoryPoint known(LegacyRoom room) {
        return rooms.known(room);
    }

    @Override
    public List<String> reactions(LegacyRoom room, String nick, String legacyId) {
        return rooms.reactions(room, nick, legacyId);
    }

    @Override
    public boolean asOwner(Runnable task) {
        return mailbox.run(task) == Mailbox.Outcome.ACCEPTED;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return mailbox.schedule(environment.timer(), delay, task);
    }

    @Override
    public Jid user() {
        return user;
    }

    @Override
    public void send(Element stanza) {
        environment.delivery().send(user, stanza);
    }

    /**
     * Sends what tells the user of a legacy event that must not get lost: a message, or what became
     * of one. If the backend promises it is kept until the user's server has it.
     *
     * @param stanza must not be changed any more
     * @param legacyId what the network calls this very message, so that it is shown once; null for
     *     everything else, also for what is done to an earlier message
     */
    public void deliver(Element stanza, @Nullable String legacyId) {
        promises.deliver(stanza, legacyId);
    }

    /**
     * As {@link #deliver}, for what became of a message of the user: if the resource that sent it
     * is gone a note goes to the user instead.
     *
     * @param error to the full JID that sent the message
     * @param note all of it in a sentence, for somebody who does not see the message it is about
     */
    public void report(Element error, String note) {
        promises.report(error, note);
    }

    /**
     * For handlers of events that have to wait for something before they {@link #deliver}: what
     * this returns is to be run later, once, as the owner; until then what was promised about the
     * event is not kept yet.
     */
    public Runnable continuing(Runnable task) {
        return promises.continuing(task);
    }

    /** Tells the backend that the XMPP side does not take what it published. */
    public void undelivered(Jid contact, String legacyId, String reason) {
        promises.undelivered(contact, legacyId, reason);
    }

    /** A message that this session may have delivered came back as an error. */
    public void bounced(Element error) {
        promises.bounced(error);
    }

    @Override
    public @Nullable Availability availability() {
        return attendance.availability();
    }

    @Override
    public RoomWishes wishes(LegacyRoom room) {
        return exchange.wishes(room);
    }

    @Override
    public RoomMemory memory() {
        return memory;
    }

    @Override
    public InstantSource clock() {
        return environment.clock();
    }

    @Override
    public String occupantId(LegacyRoom room, String identity) {
        return environment.occupantIds().of(room, identity);
    }

    @Override
    public Jid jid(LegacyAddress address) {
        return jidOf(address.localpart());
    }

    /** Takes note of who sent a stanza in which language. */
    public void heard(Stanza stanza) {
        attendance.heard(stanza.from());
        language.hear(stanza.element());
    }

    @Override
    public Access access() {
        return environment.access();
    }

    @Override
    public Language language() {
        return language.now();
    }

    @Override
    public <T> T preference(Preference<T> preference) {
        return environment.preferences().get(user, preference);
    }

    /** The gateway's own JID. */
    public Jid gateway() {
        return environment.domain();
    }

    @Override
    public Jid jidOf(String localpart) {
        return environment.jid(localpart);
    }

    private boolean isDisposable() {
        if (!attendance.isOver() || !rooms.isEmpty() || !names.isIdle() || !exchange.isIdle()) {
            return false;
        }
        exchange.close("");
        rooms.over();
        environment.pictures().forget(user);
        return true;
    }
}
