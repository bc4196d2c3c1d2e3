package im.isthmus.testing.kill;

import im.isthmus.core.Gateway;
import im.isthmus.core.GatewaySetup;
import im.isthmus.core.Services;
import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.section.ContactConfig;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.session.OccupantIds;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.JournalTable;
import im.isthmus.core.store.table.Tables;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The program that is killed: two gateways to one network in a process of their own. One promises,
 * as mail does; the other does not, as IRC.
 */
public final class KilledProgram {
    /** The gateway that promises. */
    static final String KEEPER = "keeper.localhost";

    /** The gateway that does not. */
    static final String TELLER = "teller.localhost";

    private final Path folder;
    private final int componentPort;
    private final String secret;
    private final int networkPort;

    private KilledProgram(Path folder, int componentPort, String secret, int networkPort) {
        this.folder = folder;
        this.componentPort = componentPort;
        this.secret = secret;
        this.networkPort = networkPort;
    }

    /** Arguments: folder, port for components, their secret, port of the network. */
    public static void main(String[] arguments) throws Exception {
        KilledProgram program =
                new KilledProgram(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        arguments[2],
                        Integer.parseInt(arguments[3]));
        program.start(KEEPER, true);
        program.start(TELLER, false);
        new CountDownLatch(1).await();
    }

    private void start(String domain, boolean promises) throws IOException {
        Store store =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(folder.resolve(domain + ".sqlite")),
                                folder.resolve(domain + ".key")));
        NetworkLine line = NetworkLine.connect(networkPort, domain);
        // What the last process left: its senders must hear of it.
        new JournalTable(store)
                .all(-1, Integer.MAX_VALUE)
                .forEach(row -> line.say("J " + row.stanzaId()));
        new Gateway(
                        new GatewaySetup(
                                StreamConfig.of(
                                        jid(domain),
                                        secret,
                                        new Endpoint.Tcp("127.0.0.1", componentPort)),
                                new LineBackend(line, promises),
                                Services.of(store, MediaConfig.standard()),
                                Access.everybody(),
                                new OccupantIds(store.secretKeys().get("occupant-id")),
                                RoomSettings.standard(),
                                Tables.of(store),
                                RetentionConfig.standard(),
                                ContactConfig.none(),
                                "killed",
                                _ -> {},
                                () -> Step.done("There is no file.")))
                .start();
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
