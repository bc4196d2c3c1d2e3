package im.isthmus.program;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.core.config.section.RoomsConfig;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.store.TableList;
import im.isthmus.email.EmailBackend;
import im.isthmus.email.config.EmailConfig;
import im.isthmus.email.store.EmailTables;
import im.isthmus.irc.IrcBackend;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.store.HeardTable;
import im.isthmus.irc.store.SettingsTable;
import im.isthmus.irc.store.StsTable;
import im.isthmus.sms.SmsBackend;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.store.SmsStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind of gateway that this program can be.
 *
 * @param name as the key {@code gateway} has it
 * @param reader reads the kind's own sections
 */
record GatewayKind(String name, Function<Section, BackendPlan> reader) {
    /** All of them. */
    static final List<GatewayKind> ALL =
            List.of(
                    new GatewayKind("irc", GatewayKind::irc),
                    new GatewayKind("sms", GatewayKind::sms),
                    new GatewayKind("email", GatewayKind::email));

    private static final List<String> IRC_AT_ONCE =
            List.of(
                    "irc.networks.",
                    "irc.open-",
                    "irc.default-port",
                    "irc.bind-",
                    "irc.tls-",
                    "irc.webirc-password");

    private static BackendPlan irc(Section root) {
        IrcConfig config = IrcConfig.read(root);
        return new BackendPlan(
                rooms(RoomsConfig.read(root, true)).withHistory(config.historyLength()),
                store -> {
                    SettingsTable settings = new SettingsTable(store);
                    HeardTable heard = new HeardTable(store);
                    return new TableList(
                            List.of(settings, heard),
                            List.of(new StsTable(store), heard),
                            List.of(settings));
                },
                services -> new IrcBackend(config, services.store()),
                List.of(),
                IRC_AT_ONCE,
                running -> {
                    if (running instanceof IrcBackend irc) {
                        irc.change(config);
                    }
                },
                Map::of);
    }

    private static BackendPlan sms(Section root) {
        SmsConfig config = SmsConfig.read(root);
        return new BackendPlan(
                RoomSettings.standard(),
                SmsStore::tables,
                services -> new SmsBackend(config, services),
                SmsBackend.webhookLines(config),
                List.of(),
                _ -> {},
                () -> SmsBackend.tryAccounts(config));
    }

    private static RoomSettings rooms(RoomsConfig config) {
        return RoomSettings.standard()
                .withGrace(config.grace())
                .withArchive(config.archive() ? config.archiveMessages() : 0);
    }

    private static BackendPlan email(Section root) {
        EmailConfig config = EmailConfig.read(root);
        return new BackendPlan(
                RoomSettings.standard(),
                store -> EmailTables.open(store).list(),
                services -> new EmailBackend(config, services),
                List.of(),
                List.of(),
                _ -> {},
                Map::of);
    }

    /** The key {@code gateway}. */
    static Value<GatewayKind> value() {
        return Values.oneOf(ALL, GatewayKind::name);
    }
}
