package im.isthmus.core.router;

import im.isthmus.core.Services;
import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.command.Commands;
import im.isthmus.core.config.section.AccessConfig;
import im.isthmus.core.config.section.LimitsConfig;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.contact.ContactServices;
import im.isthmus.core.conversation.MessageIds;
import im.isthmus.core.conversation.RecentOfUsers;
import im.isthmus.core.delivery.DirectDelivery;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.MessageFeatures;
import im.isthmus.core.feature.Moderation;
import im.isthmus.core.feature.MultiUserChat;
import im.isthmus.core.feature.about.EntityTime;
import im.isthmus.core.feature.about.LastActivity;
import im.isthmus.core.feature.about.Ping;
import im.isthmus.core.feature.about.SoftwareVersion;
import im.isthmus.core.feature.disco.ServiceDiscovery;
import im.isthmus.core.message.MessageInbound;
import im.isthmus.core.message.MessageOutbound;
import im.isthmus.core.preference.CorePreferences;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.presence.OwnPresence;
import im.isthmus.core.presence.PresenceInbound;
import im.isthmus.core.presence.PresenceOutbound;
import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.profile.Pictures;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.room.invitation.OpenInvitations;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.session.OccupantIds;
import im.isthmus.core.session.SessionEnvironment;
import im.isthmus.core.session.SessionLimits;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.stay.Stays;
import im.isthmus.core.store.table.AccountTable;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.core.store.table.PictureTable;
import im.isthmus.core.stream.Stanza;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A router over a recording backend: what goes in as XML, what comes out as elements. */
abstract class RouterScenario {
    static final String ALICE = "alice@example.org/phone";
    static final String PING = "<ping xmlns='urn:xmpp:ping'/>";

    final LinkedBlockingQueue<Element> sent = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    final RecordingBackend backend = new RecordingBackend();
    private final InstantSource clock = () -> Instant.parse("2026-01-02T03:04:05Z");
    final Access access =
            new Access(
                    new AccessConfig(
                            Set.of("example.org"), Set.of(), Set.of(jid("root@example.org"))),
                    LimitsConfig.none());
    private final Path folder = newFolder();
    private final Store store =
            Store.open(
                    new StoreConfig(
                            new StoreConfig.Database.Sqlite(folder.resolve("test.sqlite")),
                            folder.resolve("test.key")));
    final Router router = router();

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("isthmus-router-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Router router() {
        @Nullable Sessions[] made = new Sessions[1];
        Commands commands = commands(made);
        List<Feature> plain = new ArrayList<>(plain());
        plain.add(commands.adHoc());
        ServiceDiscovery discovery = new ServiceDiscovery(backend, plain);
        List<Feature> features = new ArrayList<>(plain);
        features.add(discovery);
        OwnPresence own = new OwnPresence(List.of(discovery));
        Sessions sessions = new Sessions(environment(discovery, own));
        made[0] = sessions;
        return new Router(
                backend,
                sessions,
                sent::add,
                sent::add,
                new IqTable(features),
                new MessageOutbound(commands.chat(), backend.console()),
                new PresenceOutbound(backend, own),
                access);
    }

    private Commands commands(@Nullable Sessions[] made) {
        return new Commands(
                backend.commands(),
                backend,
                access::permits,
                access::isAdmin,
                clock,
                (user, task) -> Objects.requireNonNull(made[0]).force(user, task));
    }

    private List<Feature> plain() {
        return List.of(
                new Ping(backend),
                new MultiUserChat(backend),
                new Moderation(),
                new MessageFeatures(backend),
                new SoftwareVersion(backend, "1.2.3"),
                new EntityTime(clock),
                new LastActivity(clock));
    }

    private SessionEnvironment environment(ServiceDiscovery discovery, OwnPresence own) {
        Privileges privileges =
                new Privileges(jid("irc.example.org"), sent::add, RouterScenario::unanswered);
        return new SessionEnvironment(
                jid("irc.example.org"),
                backend,
                access,
                new Preferences(CorePreferences.all(), List.of(), (_, _) -> {}),
                new DirectDelivery(sent::add),
                new EventRouter(new MessageInbound(), new PresenceInbound(own)),
                clock,
                timer,
                MessageIds.unkept(),
                new RecentOfUsers(clock),
                privileges,
                (_, _) -> new CompletableFuture<>(),
                new Accounts(new AccountTable(store)),
                new ContactServices(
                        "A test gateway",
                        new ContactTable(store),
                        privileges,
                        RouterScenario::unanswered,
                        List.of(discovery)),
                new Pictures(
                        Services.of(store, MediaConfig.standard()).fetcher(),
                        new PictureTable(store),
                        clock),
                new OccupantIds(new byte[32]),
                new OpenInvitations(clock),
                RoomSettings.standard(),
                null,
                Stays.unkept(),
                new SessionLimits(4, Duration.ofMillis(20)));
    }

    private static CompletableFuture<Element> unanswered(Element iq, Duration timeout) {
        return new CompletableFuture<>();
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    void publish(LegacyEvent event) {
        SessionContext context = Objects.requireNonNull(backend.context);
        context.asOwner(() -> context.publish(event));
    }

    String ask(String type, String to, String payload) {
        Element answer = answer(type, to, payload);
        return answer.attributeValue("type").equals("error")
                ? errorOf(answer)
                : answer.attributeValue("type");
    }

    Element answer(String type, String to, String payload) {
        receive(
                "<iq type='"
                        + type
                        + "' id='i1' from='"
                        + ALICE
                        + "' to='"
                        + to
                        + "'>"
                        + payload
                        + "</iq>");
        return take();
    }

    static String query(String namespace) {
        return "<query xmlns='" + namespace + "'/>";
    }

    static String message(String to, String type, String content) {
        return "<message type='"
                + type
                + "' id='m1' from='"
                + ALICE
                + "' to='"
                + to
                + "'>"
                + content
                + "</message>";
    }

    Element take() {
        try {
            return Objects.requireNonNull(
                    sent.poll(20, TimeUnit.SECONDS), "nothing was sent within 20 s");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String errorOf(Element stanza) {
        Element error = Objects.requireNonNull(stanza.element("error"), stanza.asXML());
        return error.attributeValue("type") + " " + error.elements().getFirst().getName();
    }

    void receive(String xml) {
        Element element = parse(xml);
        router.received(
                new Stanza(
                        Stanza.Kind.valueOf(element.getName().toUpperCase(java.util.Locale.ROOT)),
                        element.attributeValue("type", ""),
                        element.attributeValue("id"),
                        jid(element.attributeValue("from")),
                        jid(element.attributeValue("to")),
                        element));
    }

    static Element parse(String xml) {
        try {
            return new SAXReader().read(new StringReader(xml)).getRootElement();
        } catch (org.dom4j.DocumentException e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
