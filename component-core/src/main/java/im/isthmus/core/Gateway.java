package im.isthmus.core;

import im.isthmus.core.access.Access;
import im.isthmus.core.access.Limit;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.Archive;
import im.isthmus.core.attachment.share.MediaFolder;
import im.isthmus.core.attachment.share.Sharing;
import im.isthmus.core.attachment.share.UploadService;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.command.Commands;
import im.isthmus.core.contact.ContactServices;
import im.isthmus.core.contact.PresenceExtension;
import im.isthmus.core.conversation.MessageIds;
import im.isthmus.core.conversation.RecentOfUsers;
import im.isthmus.core.delivery.KeptDelivery;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.disco.ServiceDiscovery;
import im.isthmus.core.message.MessageInbound;
import im.isthmus.core.message.MessageOutbound;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.presence.OwnPresence;
import im.isthmus.core.presence.PresenceInbound;
import im.isthmus.core.presence.PresenceOutbound;
import im.isthmus.core.presence.ResourcePing;
import im.isthmus.core.presence.SilentResources;
import im.isthmus.core.presence.StartProbes;
import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.profile.Pictures;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.room.invitation.OpenInvitations;
import im.isthmus.core.router.EventRouter;
import im.isthmus.core.router.IqTable;
import im.isthmus.core.router.Router;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.SessionEnvironment;
import im.isthmus.core.session.SessionLimits;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.store.Sweeper;
import im.isthmus.core.store.stay.StayTable;
import im.isthmus.core.store.stay.Stays;
import im.isthmus.core.store.table.AccountTable;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.core.store.table.DisabledTable;
import im.isthmus.core.store.table.MessageIdTable;
import im.isthmus.core.store.table.PictureTable;
import im.isthmus.core.store.table.PreferenceTable;
import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StreamListener;
import im.isthmus.core.stream.StreamStatistics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gateway at work: the stream to the XMPP server, the router, the sessions and the backend, put
 * together here and nowhere else.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** How long a stanza waits for a lost stream, and clients may take to come back after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Jid domain;
    private final Backend backend;
    private final Access access;
    private final Preferences preferences;
    private final Commands commands;
    private final ScheduledExecutorService timer;
    private final PatientSink out;
    private final Privileges privileges;
    private final KeptDelivery delivery;
    private final Sweeper sweeper;
    private final Accounts accounts;
    private final MessageIds messageIds;
    private final Sharing sharing;
    private final Pictures pictures;
    private final @Nullable Archive archive;
    private volatile boolean started;
    private final Sessions sessions;
    private final Router router;
    private final ComponentStream stream;
    private final ResourceCheck resourceCheck;
    private final SilentResources silent;
    private final ContactTable contacts;
    private final StartProbes probes;
    private final Stays stays;
    private final StayRestore stayRestore;

    /** Puts the gateway together; nothing runs before {@link #start}. */
    public Gateway(GatewaySetup setup) {
        InstantSource clock = InstantSource.system();
        domain = setup.stream().domain();
        backend = setup.backend();
        out = new PatientSink(PATIENCE, setup.errors());
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("timer-" + domain).factory());
        stream = new ComponentStream(setup.stream(), new Events());
        out.attach(stream);
        preferences = preferences(setup);
        delivery = new KeptDelivery(delivery(setup, clock));
        sweeper = new Sweeper(setup.store(), setup.tables().swept(), setup.retention(), clock);
        privileges = new Privileges(domain, out, stream);
        access = setup.access();
        access.disabled(new DisabledTable(setup.store()).load());
        accounts = new Accounts(new AccountTable(setup.store()));
        commands = commands(setup, clock);
        messageIds = new MessageIds(new MessageIdTable(setup.store()), clock, timer);
        UploadService upload = new UploadService(domain, stream, privileges, clock);
        sharing = Sharing.open(setup.services().media(), setup.store(), upload, clock);
        archive = archive(setup, clock);
        stays = new Stays(new StayTable(setup.store()));
        pictures = new Pictures(setup.services().fetcher(), new PictureTable(setup.store()), clock);
        List<Feature> features = ServedFeatures.of(setup, archive, pictures, clock);
        features.add(commands.adHoc());
        ServiceDiscovery discovery = new ServiceDiscovery(backend, features);
        features.add(discovery);
        List<PresenceExtension> extensions = List.of(discovery, pictures);
        OwnPresence own = new OwnPresence(extensions);
        contacts = new ContactTable(setup.store());
        probes = new StartProbes(domain, accounts, contacts, out::sendAtOnce, timer);
        sessions = new Sessions(environment(setup, own, extensions, clock));
        router = router(new IqTable(features), new PresenceOutbound(backend, own));
        ResourcePing ping = new ResourcePing(stream, domain);
        resourceCheck = new ResourceCheck(sessions, ping, timer);
        silent = new SilentResources(sessions, ping, clock, setup.rooms().silence());
        Runnable restored = () -> resourceCheck.start(Duration.ZERO);
        stayRestore = new StayRestore(stays, sessions, access, timer, restored);
    }

    private static Preferences preferences(GatewaySetup setup) {
        PreferenceTable table = new PreferenceTable(setup.store());
        return new Preferences(
                GatewayCommands.preferences(setup.backend()), table.load(), table::set);
    }

    private Commands commands(GatewaySetup setup, InstantSource clock) {
        return new Commands(
                GatewayCommands.of(
                        setup, accounts, preferences, this::running, stream, timer, clock),
                backend,
                access::permits,
                access::isAdmin,
                clock,
                this::asOwner);
    }

    private SessionEnvironment environment(
            GatewaySetup setup,
            OwnPresence own,
            List<PresenceExtension> extensions,
            InstantSource clock) {
        return new SessionEnvironment(
                domain,
                backend,
                access,
                preferences,
                delivery,
                new EventRouter(new MessageInbound(), new PresenceInbound(own)),
                clock,
                timer,
                messageIds,
                new RecentOfUsers(clock),
                privileges,
                sharing,
                accounts,
                new ContactServices(
                        backend.identity().name(), contacts, privileges, stream, extensions),
                pictures,
                setup.occupantIds(),
                new OpenInvitations(clock),
                setup.rooms(),
                archive,
                stays,
                SessionLimits.standard());
    }

    private Router router(IqTable iqs, PresenceOutbound presence) {
        return new Router(
                backend,
                sessions,
                out,
                out::sendAtOnce,
                iqs,
                new MessageOutbound(commands.chat(), backend.console()),
                presence,
                access);
    }

    private KeptDelivery.Setup delivery(GatewaySetup setup, InstantSource clock) {
        return new KeptDelivery.Setup(
                setup.store(),
                stream,
                domain,
                out,
                this::undelivered,
                setup.retention().undelivered(),
                clock,
                user -> CorePreferences.language(preferences, user));
    }

    private static @Nullable Archive archive(GatewaySetup setup, InstantSource clock) {
        int messages = setup.rooms().archived();
        return messages == 0 ? null : new Archive(setup.store(), messages, clock);
    }

    /**
     * Connects, and keeps connected until {@link #close}; returns at once.
     *
     * @throws java.io.UncheckedIOException as {@link Backend#start} does
     */
    public void start() {
        started = true;
        delivery.start();
        backend.start(new BackendUsers(domain, sessions, access, preferences));
        var _ = timer.scheduleWithFixedDelay(this::tidy, 1, 1, TimeUnit.MINUTES);
        sharing.sweepHourly(timer);
        silent.start(timer);
        stream.start();
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> Thread.ofVirtual().start(sweeper::sweep), 5, 60, TimeUnit.MINUTES);
    }

    private void tidy() {
        commands.expire();
        access.forgetQuietUsers();
    }

    /** The stream's counters as they are now. */
    public StreamStatistics statistics() {
        return stream.statistics();
    }

    /** Files that are to be served over HTTP; null if there are none. */
    public @Nullable MediaFolder mediaFolder() {
        return sharing.folder();
    }

    /** Users with state here now. */
    public int sessions() {
        return sessions.count();
    }

    /** Stanzas and other tasks that wait for the owners of their sessions. */
    public int queued() {
        return sessions.queued();
    }

    /** Connections to legacy networks that are up now. */
    public int backendConnections() {
        return backend.connections();
    }

    /** Messages that no legacy network has yet; may ask the database. */
    public long backendWaiting() {
        return backend.waiting();
    }

    /** How often a limit was reached. */
    public long hits(Limit limit) {
        return access.hits(limit);
    }

    /** Stanzas given up because the stream stayed down too long. */
    public long lostStanzas() {
        return out.lost();
    }

    /**
     * Tells everybody, leaves the legacy networks and ends the stream; takes at most 15 seconds.
     */
    @Override
    public void close() {
        boolean heard = stream.isConnected();
        try {
            if (!heard) {
                out.end();
            }
            if (!sessions.shutdown("The gateway is shutting down.", GOODBYE)) {
                LOG.warn("shutdown=hurried sessions={}", sessions.count());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (heard) {
            stays.told();
        }
        if (started) {
            delivery.close();
        }
        out.end();
        backend.close();
        messageIds.close();
        stream.close();
        if (archive != null) {
            archive.close();
        }
        timer.shutdownNow();
    }

    /** What the XMPP side does not take is the backend's matter again. */
    private void undelivered(Jid user, Jid contact, String legacyId, String reason, Runnable told) {
        sessions.force(
                user,
                session -> {
                    session.undelivered(contact, legacyId, reason);
                    told.run();
                });
    }

    private Sessions running() {
        return sessions;
    }

    private void asOwner(Jid user, Consumer<Session> task) {
        sessions.force(user, task);
    }

    /** What the stream tells us. */
    private final class Events implements StreamListener {
        private boolean connectedBefore;

        @Override
        public void connected() {
            out.setUp(true);
            delivery.connected();
            sharing.forgetService();
            if (connectedBefore) {
                resourceCheck.start(PATIENCE);
            } else {
                stayRestore.start();
            }
            connectedBefore = true;
            probes.start();
        }

        @Override
        public void disconnected(String reason) {
            out.setUp(false);
            delivery.disconnected();
            privileges.forget();
            probes.stop();
        }

        @Override
        public void received(Stanza stanza) {
            if (!privileges.note(stanza)) {
                router.received(stanza);
            }
        }

        @Override
        public void unaddressable(Element stanza, InvalidJidException problem) {
            router.unaddressable(stanza, problem);
        }
    }
}
