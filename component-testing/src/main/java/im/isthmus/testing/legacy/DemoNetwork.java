package im.isthmus.testing.legacy;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.testing.client.Inbox;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The network's own side: people, rooms and faults, driven by a test. Everybody who uses the
 * gateway knows everybody here.
 *
 * <pre>{@code
 * DemoNetwork network = DemoNetwork.withAccounts();
 * network.contact("ann").isListed("Ann", "Friends").goesOnline();
 * network.failNext(SendMessage.class, new BackendFailure.Rejected("no"));
 * SendMessage message = network.seen(SendMessage.class);
 * }</pre>
 *
 * <p>Addresses: {@code #room}, {@code console} for the network as a whole, everything else is a
 * person; nobody is called {@code nobody}, and no name has a comma.
 */
public final class DemoNetwork {
    /** The one password that is right. */
    public static final String PASSWORD = "sesame";

    /** The network as a whole. */
    public static final LegacyNetwork CONSOLE = new LegacyNetwork("console");

    /** Only bounds a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Fault(Class<? extends UserAction> kind, BackendFailure failure) {}

    private record Hold(Class<? extends UserAction> kind, Held held) {}

    /** What a user asked for. */
    public record Seen(Jid user, UserAction action) {}

    private final DemoBackend backend;
    private final Inbox<Seen> seen = new Inbox<>("the network", Seen::toString);
    private final Map<String, DemoContact> contacts = new ConcurrentSkipListMap<>();
    private final Map<String, DemoRoom> rooms = new ConcurrentHashMap<>();
    private final Set<Jid> users = new ConcurrentSkipListSet<>();
    private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Hold> holds = new ConcurrentLinkedQueue<>();
    private volatile Set<Ability> abilities = EnumSet.allOf(Ability.class);
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean promises = true;
    private volatile @Nullable BackendContext gateway;

    private DemoNetwork(boolean accounts) {
        backend = new DemoBackend(this, accounts);
    }

    /** One that people have accounts on. */
    public static DemoNetwork withAccounts() {
        return new DemoNetwork(true);
    }

    /** One that everybody may use without an account, as IRC is. */
    public static DemoNetwork withoutAccounts() {
        return new DemoNetwork(false);
    }

    /** The gateway's way into it. */
    public Backend backend() {
        return backend;
    }

    /** Somebody on the network, known from now on. */
    public DemoContact contact(String name) {
        return contacts.computeIfAbsent(name, n -> new DemoContact(this, n));
    }

    /** A room of the network, with a {@code #}; there from now on. */
    public DemoRoom room(String name) {
        return rooms.computeIfAbsent(name, n -> new DemoRoom(this, n));
    }

    /** What the network can carry; everything unless told otherwise. */
    public void can(Set<Ability> only) {
        abilities = Set.copyOf(only);
    }

    /** The gateway keeps no promises to it, as to IRC, and so keeps a journal for its users. */
    public void isToldNothing() {
        promises = false;
    }

    boolean promises() {
        return promises;
    }

    /** The next action of this kind, of whomever, fails. */
    public void failNext(Class<? extends UserAction> kind, BackendFailure failure) {
        faults.add(new Fault(kind, failure));
    }

    /** The next action of this kind is not acted on before it is released. */
    public Held holdNext(Class<? extends UserAction> kind) {
        Held held = new Held();
        holds.add(new Hold(kind, held));
        return held;
    }

    /** Waits for an action of this kind, each one once; passes over others. */
    public <A extends UserAction> A seen(Class<A> kind) {
        return seen(kind, _ -> true);
    }

    /** Waits for an action of this kind that is so, each one once; passes over others. */
    public <A extends UserAction> A seen(Class<A> kind, Predicate<A> wanted) {
        Seen found =
                seen.await(
                        kind.getSimpleName(),
                        PATIENCE,
                        s -> kind.isInstance(s.action()) && wanted.test(kind.cast(s.action())));
        return kind.cast(found.action());
    }

    /** Every action so far, in order. */
    public List<Seen> everythingSeen() {
        return seen.all();
    }

    /** Every action of this kind so far, in order. */
    public <A extends UserAction> List<A> all(Class<A> kind) {
        return seen.all().stream()
                .map(Seen::action)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Tells one user something, online or not. */
    public void tell(Jid user, LegacyEvent event) {
        BackendContext context = gateway;
        if (context == null) {
            throw new IllegalStateException("the gateway was not started");
        }
        context.asUser(user, session -> session.publish(event));
    }

    /**
     * Tells one user something that must not get lost; completes when it is kept, and fails if it
     * cannot be.
     */
    public CompletableFuture<Void> promise(Jid user, LegacyEvent event) {
        BackendContext context = gateway;
        if (context == null) {
            throw new IllegalStateException("the gateway was not started");
        }
        CompletableFuture<Void> kept = new CompletableFuture<>();
        context.asUser(
                user,
                session -> {
                    var _ =
                            session.publishKept(event)
                                    .whenComplete((_, problem) -> {
                                        if (problem == null) {
                                            kept.complete(null);
                                        } else {
                                            kept.completeExceptionally(problem);
                                        }
                                    });
                });
        return kept;
    }

    /** Has the gateway give a file an address for a user. */
    public CompletableFuture<Attachment> share(Jid user, IncomingFile file) {
        BackendContext context = gateway;
        if (context == null) {
            throw new IllegalStateException("the gateway was not started");
        }
        CompletableFuture<Attachment> shared = new CompletableFuture<>();
        context.asUser(
                user,
                session -> {
                    var _ =
                            session.share(file)
                                    .whenComplete((attachment, problem) -> {
                                        if (problem == null) {
                                            shared.complete(attachment);
                                        } else {
                                            shared.completeExceptionally(problem);
                                        }
                                    });
                });
        return shared;
    }

    /** Tells everybody something who uses the network. */
    public void tellAll(LegacyEvent event) {
        users.forEach(user -> tell(user, event));
    }

    /** A number that this network never used before. */
    int nextNumber() {
        return numbers.incrementAndGet();
    }

    void attach(BackendContext context) {
        gateway = context;
    }

    void note(Jid user, UserAction action) {
        seen.add(new Seen(user, action));
    }

    void know(Jid user) {
        users.add(user);
    }

    void forget(Jid user) {
        users.remove(user);
    }

    Set<Ability> abilities() {
        return abilities;
    }

    List<DemoContact> contacts() {
        return List.copyOf(contacts.values());
    }

    List<DemoRoom> rooms() {
        return List.copyOf(rooms.values());
    }

    /** The fault that is meant for this action; null if it shall work. */
    @Nullable BackendFailure faultFor(UserAction action) {
        for (Fault fault : faults) {
            if (fault.kind().isInstance(action) && faults.remove(fault)) {
                return fault.failure();
            }
        }
        return null;
    }

    /** The hold that is meant for this action; null if it shall go on at once. */
    @Nullable Held holdFor(UserAction action) {
        for (Hold hold : holds) {
            if (hold.kind().isInstance(action) && holds.remove(hold)) {
                return hold.held();
            }
        }
        return null;
    }
}
