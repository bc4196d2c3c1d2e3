package im.isthmus.irc;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.store.Store;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.command.ChannelForm;
import im.isthmus.irc.command.IrcCommands;
import im.isthmus.irc.command.Users;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.connection.origin.IdentServer;
import im.isthmus.irc.connection.origin.Idents;
import im.isthmus.irc.connection.origin.Pseudonyms;
import im.isthmus.irc.inbound.Inbound;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.Networks;
import im.isthmus.irc.network.Origins;
import im.isthmus.irc.network.history.HeardBook;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.ContactBook;
import im.isthmus.irc.settings.IrcPreferences;
import im.isthmus.irc.settings.UserRules;
import im.isthmus.irc.settings.UserSettings;
import im.isthmus.irc.store.HeardTable;
import im.isthmus.irc.store.SettingsTable;
import im.isthmus.irc.store.StsTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** IRC behind the gateway: channels are rooms, nicks are contacts, networks are consoles. */
public final class IrcBackend implements Backend {
    private final IrcConfig config;
    private volatile UserRules rules;
    private final Origins origins;
    private final Networks networks;
    private final Addressing addressing;
    private final Environment environment;
    private final Inbound inbound;
    private final @Nullable SettingsTable settings;
    private final @Nullable HeardTable heard;
    private final Users users = new Users();
    private volatile @Nullable IdentServer identd;

    /**
     * A backend whose users may set nothing if there is no table for it.
     *
     * @param settings what users set; null if they may not
     */
    public IrcBackend(IrcConfig config, Environment environment, @Nullable SettingsTable settings) {
        this(config, environment, settings, null);
    }

    /**
     * A backend with its own times.
     *
     * @param heard up to when users heard what was said to them alone; null if nobody keeps it
     */
    public IrcBackend(
            IrcConfig config,
            Environment environment,
            @Nullable SettingsTable settings,
            @Nullable HeardTable heard) {
        this(config, environment, settings, heard, null, new Pseudonyms(new byte[32]));
    }

    private IrcBackend(
            IrcConfig config,
            Environment environment,
            @Nullable SettingsTable settings,
            @Nullable HeardTable heard,
            @Nullable StsTable sts,
            Pseudonyms pseudonyms) {
        Idents idents = config.identd() == null ? null : new Idents();
        this.config = config;
        this.rules = config.rules();
        this.origins = new Origins(pseudonyms, idents, config.pseudonyms());
        this.networks = new Networks(config, origins, new StsPolicies(environment.clock(), sts));
        this.addressing = config.addressing();
        this.environment = environment;
        this.inbound = new Inbound(environment.clock());
        this.settings = settings;
        this.heard = heard;
    }

    /** With the timings that public networks bear. */
    public IrcBackend(IrcConfig config, Store store) {
        this(
                config,
                Environment.real(),
                new SettingsTable(store),
                new HeardTable(store),
                new StsTable(store),
                new Pseudonyms(store.secretKeys().get("irc-pseudonyms")));
    }

    @Override
    public void start(BackendContext context) {
        users.start(context);
        origins.domain(context.domain().domain());
        HostPort listen = config.identd();
        Idents idents = origins.idents();
        if (listen != null && idents != null) {
            identd = IdentServer.open(listen, idents);
        }
    }

    /** Which networks there are, and how the next connections reach them, is another now. */
    public void change(IrcConfig now) {
        networks.change(now);
        rules = new UserRules(config.stay(), now.rules().anyServer());
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        switch (address) {
            case LegacyAddress.LegacyRoom _ -> {
                abilities.add(Ability.AFFILIATIONS);
                abilities.add(Ability.PERSON_QUERIES);
                if (settings != null) {
                    abilities.add(Ability.CONFIGURATION);
                }
            }
            case LegacyAddress.LegacyContact _ -> {
                abilities.add(Ability.PERSON_QUERIES);
                abilities.add(Ability.PRESENCE);
            }
            case LegacyAddress.LegacyNetwork _ -> abilities.add(Ability.ROOM_LIST);
            case LegacyAddress.Gateway _ -> {
                if (addressing.isFixed()) {
                    abilities.add(Ability.ROOM_LIST);
                }
            }
        }
        return abilities;
    }

    @Override
    public Set<Ability> abilities(Jid user, LegacyAddress address) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        abilities.addAll(abilities(address));
        if (address instanceof LegacyRoom || address instanceof LegacyContact) {
            abilities.addAll(users.abilities(user, address, networks));
        }
        return abilities;
    }

    @Override
    public List<Preference<?>> preferences() {
        return IrcPreferences.all(config.corrections());
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(IrcCommands.admin(users, networks, origins));
        if (settings != null) {
            commands.addAll(IrcCommands.all(settings, users, addressing, () -> rules));
        }
        return commands;
    }

    @Override
    public Identity identity() {
        return new Identity("conference", "irc", "IRC");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        return switch (addressing.parse(localpart)) {
            case IrcAddress.Channel _ -> new LegacyAddress.LegacyRoom(localpart);
            case IrcAddress.Nick _ -> new LegacyAddress.LegacyContact(localpart);
            case IrcAddress.Network _ -> new LegacyAddress.LegacyNetwork(localpart);
        };
    }

    @Override
    public Identity identity(LegacyAddress address) {
        return switch (address) {
            case LegacyAddress.Gateway _ -> identity();
            case LegacyAddress.LegacyNetwork network ->
                    new Identity("conference", "irc", network.localpart());
            case LegacyAddress.LegacyRoom room -> new Identity("conference", "irc", name(room));
            case LegacyAddress.LegacyContact contact ->
                    new Identity("account", "registered", name(contact));
        };
    }

    @Override
    public LegacyAddress.@Nullable LegacyNetwork console() {
        return addressing.isFixed() ? new LegacyAddress.LegacyNetwork("") : null;
    }

    @Override
    public List<LegacyAddress.LegacyNetwork> networks() {
        if (addressing.isFixed()) {
            return List.of();
        }
        return networks.listed().stream().sorted().map(LegacyAddress.LegacyNetwork::new).toList();
    }

    @Override
    public BackendSession open(SessionContext context) {
        UserSettings own =
                settings == null
                        ? UserSettings.none()
                        : UserSettings.load(settings, context.user(), () -> rules);
        IrcBackendSession session =
                new IrcBackendSession(
                        networks,
                        context,
                        environment,
                        inbound,
                        own,
                        new HeardBook(context.user(), heard),
                        settings == null
                                ? null
                                : new ChannelForm(context, own, settings, addressing),
                        settings == null ? null : new ContactBook(context.user(), own, settings),
                        () -> users.left(context.user()));
        users.came(context.user(), session.links());
        return session;
    }

    @Override
    public @Nullable LegacyContact person(LegacyRoom room, String nick) {
        try {
            String network = addressing.parse(room.localpart()).network();
            String localpart = addressing.prepared(new IrcAddress.Nick(nick, network));
            return localpart == null ? null : new LegacyContact(localpart);
        } catch (InvalidJidException _) {
            return null;
        }
    }

    @Override
    public Text guidance(String domain) {
        String network = networks.listed().stream().sorted().findFirst().orElse("irc.example.net");
        return Text.of(
                "Join {0} to be in a channel, write to {1} to talk with somebody alone.",
                addressing.localpart(new IrcAddress.Channel("#channel", network)) + "@" + domain,
                addressing.localpart(new IrcAddress.Nick("nick", network)) + "@" + domain);
    }

    /** Many leave out the #. */
    @Override
    public @Nullable LegacyRoom roomMeant(LegacyContact contact) {
        try {
            IrcAddress nick = addressing.parse(contact.localpart());
            String localpart =
                    addressing.prepared(
                            new IrcAddress.Channel("#" + name(contact), nick.network()));
            return localpart == null ? null : new LegacyRoom(localpart);
        } catch (InvalidJidException _) {
            return null;
        }
    }

    @Override
    public int connections() {
        return networks.connections();
    }

    @Override
    public void close() {
        // Connections belong to sessions, and those are closed.
        IdentServer listening = identd;
        if (listening != null) {
            listening.close();
        }
    }

    private String name(LegacyAddress address) {
        try {
            return switch (addressing.parse(address.localpart())) {
                case IrcAddress.Channel channel -> channel.name();
                case IrcAddress.Nick nick -> nick.nick();
                case IrcAddress.Network network -> network.network();
            };
        } catch (InvalidJidException _) {
            return address.localpart();
        }
    }
}
