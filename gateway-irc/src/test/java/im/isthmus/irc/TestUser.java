package im.isthmus.irc;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.text.Language;
import im.isthmus.testing.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stands for the core around one user's session: runs it, acts on it and keeps what it tells. */
public final class TestUser implements SessionContext, AutoCloseable {
    private final ScheduledExecutorService owner =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final List<LegacyEvent> events = new ArrayList<>();
    private final List<LegacyEvent> unseen = new ArrayList<>();
    private final Map<String, String> preferences = new ConcurrentHashMap<>();
    private final AtomicInteger sharing = new AtomicInteger();
    private volatile @Nullable CompletableFuture<Attachment> upload;
    private final Map<LegacyRoom, HistoryPoint> known = new ConcurrentHashMap<>();
    private final List<Reacted> reactions = new CopyOnWriteArrayList<>();
    private volatile Duration patience = Duration.ofDays(1);
    private final Jid user;
    private final BackendSession session;

    public TestUser(Backend backend, String jid) throws Exception {
        this.user = Jid.parse(jid);
        this.session = owner.submit(() -> backend.open(this)).get();
    }

    public static LegacyRoom room(String channel) {
        return new LegacyRoom(channel + "%" + TestBackends.NETWORK);
    }

    public static LegacyContact contact(String nick) {
        return new LegacyContact(nick + "%" + TestBackends.NETWORK);
    }

    public static LegacyNetwork network() {
        return new LegacyNetwork(TestBackends.NETWORK);
    }

    /** A reference to a stanza of this user. */
    public MessageRef ref(String id) {
        try {
            return new MessageRef(user.withResource("balcony"), id, null);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A reference to a stanza of somebody. */
    public static MessageRef anyRef() {
        try {
            return new MessageRef(Jid.parse("somebody@example.org/balcony"), "any", null);
        } catch (InvalidJidException e) {
            throw new AssertionError(e);
        }
    }

    /** Does something that may be taken or refused. */
    public void attempt(UserAction action) {
        call(() -> {
            try {
                session.handle(action);
            } catch (BackendException e) {
                return e.failure();
            }
            return action;
        });
    }

    /** Does something that must be taken. */
    public void act(UserAction action) {
        call(() -> {
            session.handle(action);
            return action;
        });
    }

    /** Does something that must be refused at once. */
    public BackendFailure actInVain(UserAction action) {
        return call(() -> {
            try {
                session.handle(action);
            } catch (BackendException e) {
                return e.failure();
            }
            throw new AssertionError("not refused: " + action);
        });
    }

    /** Enters a channel and waits until the user is in. */
    public RoomJoined join(String channel, String nick) {
        act(new UserAction.JoinRoom(room(channel), nick, null));
        return await(RoomJoined.class, joined -> joined.room().equals(room(channel)));
    }

    /** Says something in a channel. */
    public void say(String channel, String id, String body) {
        act(SendMessage.toRoom(room(channel), ref(id), body));
    }

    public boolean isIdle() {
        return call(session::isIdle);
    }

    /** The next event of that type that no await has returned yet. */
    public <T extends LegacyEvent> T await(Class<T> type) {
        return await(type, _ -> true);
    }

    /** The next such event that no await has returned yet. */
    public <T extends LegacyEvent> T await(Class<T> type, Predicate<T> wanted) {
        List<T> found = new ArrayList<>();
        Await.until(
                type.getSimpleName(),
                () -> {
                    take(type, wanted, found);
                    return !found.isEmpty();
                },
                () -> seen().toString());
        return found.getFirst();
    }

    private <T extends LegacyEvent> void take(Class<T> type, Predicate<T> wanted, List<T> found) {
        synchronized (events) {
            for (LegacyEvent event : unseen) {
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    unseen.remove(event);
                    found.add(type.cast(event));
                    return;
                }
            }
        }
    }

    /** All events so far. */
    public List<LegacyEvent> seen() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** All events of a type so far. */
    public <T extends LegacyEvent> List<T> seen(Class<T> type) {
        return seen().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public @Nullable AccountFields account() {
        return null;
    }

    @Override
    public Language language() {
        return Language.ENGLISH;
    }

    @Override
    public Jid user() {
        return user;
    }

    /** Sets a preference, as it would be stored. */
    public void prefer(Preference<?> preference, String value) {
        preferences.put(preference.name(), value);
    }

    /** From now on files get addresses, the first being {@code https://files.test/1}. */
    public void canShare() {
        sharing.set(1);
    }

    /** From now on files get this address, once it is there. */
    public void canShare(CompletableFuture<Attachment> address) {
        upload = address;
    }

    /** From now on nothing that is scheduled waits longer than this. */
    public void waitsAtMost(Duration time) {
        patience = time;
    }

    @Override
    public <T> T preference(Preference<T> preference) {
        return preference
                .reader()
                .apply(preferences.getOrDefault(preference.name(), preference.standard()));
    }

    @Override
    public void publish(LegacyEvent event) {
        synchronized (events) {
            events.add(event);
            unseen.add(event);
        }
    }

    @Override
    public CompletableFuture<Void> publishKept(LegacyEvent event) {
        publish(event);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> register(AccountFields fields) {
        throw new AssertionError("IRC has no accounts");
    }

    @Override
    public CompletableFuture<Attachment> share(IncomingFile file) {
        CompletableFuture<Attachment> started = upload;
        if (started != null) {
            return started;
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    int number = sharing.getAndUpdate(n -> n == 0 ? 0 : n + 1);
                    if (number == 0) {
                        throw new CompletionException(
                                new BackendException(new BackendFailure.Unsupported("No place.")));
                    }
                    return Attachment.of(URI.create("https://files.test/" + number));
                },
                task -> Thread.ofVirtual().start(task));
    }

    /** What was said there by then is known of an earlier stay. */
    public void knows(LegacyRoom room, HistoryPoint last) {
        known.put(room, last);
    }

    @Override
    public @Nullable HistoryPoint known(LegacyRoom room) {
        return known.get(room);
    }

    /** Somebody reacted so at an earlier stay. */
    public void knowsOf(Reacted reacted) {
        reactions.add(reacted);
    }

    @Override
    public List<String> reactions(LegacyRoom room, String nick, String legacyId) {
        var named = new Reacted(new ToRoom(room), nick, legacyId, List.of());
        return reactions.stream()
                .filter(each ->
                        named.equals(
                                new Reacted(each.in(), each.nick(), each.legacyId(), List.of())))
                .flatMap(each -> each.emojis().stream())
                .toList();
    }

    @Override
    public boolean asOwner(Runnable task) {
        return call(() -> {
            task.run();
            return true;
        });
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Duration wait = delay.compareTo(patience) > 0 ? patience : delay;
        Future<?> scheduled = owner.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private <T> T call(Callable<T> task) {
        try {
            return owner.submit(task).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        call(() -> {
            session.close("test over");
            return this;
        });
        // Connections may still be telling their end: the owner stays, it is a virtual thread.
    }
}
