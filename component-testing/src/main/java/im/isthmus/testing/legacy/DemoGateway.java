package im.isthmus.testing.legacy;

import im.isthmus.core.Gateway;
import im.isthmus.core.GatewaySetup;
import im.isthmus.core.Services;
import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.section.AccessConfig;
import im.isthmus.core.config.section.ContactConfig;
import im.isthmus.core.config.section.LimitsConfig;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.content.MediaTypes;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.session.OccupantIds;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.Tables;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real gateway to a {@link DemoNetwork}, behind a real or a scripted XMPP server, with a store of
 * its own that is gone after {@link #close}.
 *
 * <pre>{@code
 * XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
 * try (RealProsody prosody = RealProsody.start(setup);
 *         DemoGateway gateway = DemoGateway.behind(prosody, network);
 *         XmppClient alice = XmppClient.login(prosody, "alice")) {
 *     alice.send("<presence to='ann@demo.localhost' type='subscribe'/>");
 * }
 * }</pre>
 */
public final class DemoGateway implements AutoCloseable {
    /** Its address in every test. */
    public static final String DOMAIN = "demo.localhost";

    /** Who may run its admin commands. */
    public static final String ADMIN = "admin@localhost";

    /** What {@link FakeXmppServer} is to be told. */
    public static final String SECRET = "secret";

    /** Those of every gateway, with an archive. */
    private static final RoomSettings ROOMS = RoomSettings.standard().withArchive(10_000);

    private final Endpoint endpoint;
    private final String secret;
    private final DemoNetwork network;
    private final MediaConfig media;
    private final RoomSettings rooms;
    private final Path folder;
    private Running running;

    /** From its start to its end. */
    private record Running(Store store, Gateway gateway) {
        void close() {
            gateway.close();
            store.close();
        }
    }

    private DemoGateway(
            Endpoint endpoint,
            String secret,
            DemoNetwork network,
            MediaConfig media,
            RoomSettings rooms) {
        this.media = media;
        this.rooms = rooms;
        this.endpoint = endpoint;
        this.secret = secret;
        this.network = network;
        this.folder = newFolder();
        this.running = start();
        awaitConnected();
    }

    /** Starts one behind a real server that has {@link #DOMAIN} among its components. */
    public static DemoGateway behind(RealXmppServer server, DemoNetwork network) {
        return behind(server, network, loopback());
    }

    /** As {@link #behind(RealXmppServer, DemoNetwork)}, with other bounds on files. */
    public static DemoGateway behind(
            RealXmppServer server, DemoNetwork network, MediaConfig media) {
        return behind(server, network, media, ROOMS);
    }

    /** As {@link #behind(RealXmppServer, DemoNetwork)}, with other bounds on rooms. */
    public static DemoGateway behind(
            RealXmppServer server, DemoNetwork network, RoomSettings rooms) {
        return behind(server, network, loopback(), rooms);
    }

    private static DemoGateway behind(
            RealXmppServer server, DemoNetwork network, MediaConfig media, RoomSettings rooms) {
        Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", server.componentPort());
        return new DemoGateway(endpoint, server.setup().secret(), network, media, rooms);
    }

    /** Starts one behind a server made by {@code FakeXmppServer.listen(DOMAIN, SECRET)}. */
    public static DemoGateway behind(FakeXmppServer server, DemoNetwork network) {
        return behind(server, network, ROOMS);
    }

    /** As {@link #behind(FakeXmppServer, DemoNetwork)}, with other bounds on rooms. */
    public static DemoGateway behind(
            FakeXmppServer server, DemoNetwork network, RoomSettings rooms) {
        return new DemoGateway(server.endpoint(), SECRET, network, loopback(), rooms);
    }

    /** Files may come from this machine, and go to the server's upload service. */
    public static MediaConfig loopback() {
        return new MediaConfig(
                20_000_000,
                MediaTypes.ANY,
                List.of(443),
                List.of(
                        new PeerPattern(null, InetAddress.ofLiteral("127.0.0.1"), 32),
                        new PeerPattern("localhost", null, 0)),
                true,
                null);
    }

    public Gateway gateway() {
        return running.gateway();
    }

    /** Where it keeps everything. */
    public Path folder() {
        return folder;
    }

    public Store store() {
        return running.store();
    }

    /** Ends it in order and starts it again with the same store. */
    public void restart() {
        running.close();
        running = start();
        awaitConnected();
    }

    /** Waits until the server has taken it, for the first time or again. */
    public void awaitConnected() {
        Await.until("the gateway connected", () -> gateway().statistics().connected());
    }

    private Running start() {
        Store store =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(folder.resolve("demo.sqlite")),
                                folder.resolve("demo.key")));
        Gateway gateway =
                new Gateway(
                        new GatewaySetup(
                                StreamConfig.of(jid(DOMAIN), secret, endpoint),
                                network.backend(),
                                Services.of(store, media),
                                access(),
                                new OccupantIds(store.secretKeys().get("occupant-id")),
                                rooms,
                                Tables.of(store),
                                RetentionConfig.standard(),
                                new ContactConfig(
                                        Map.of("admin-addresses", List.of("xmpp:" + ADMIN))),
                                "demo",
                                _ -> {},
                                () -> Step.done("Nothing can be changed here.")));
        gateway.start();
        return new Running(store, gateway);
    }

    private static Access access() {
        return new Access(
                new AccessConfig(Set.of("*"), Set.of(), Set.of(jid(ADMIN))), LimitsConfig.none());
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("isthmus-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
