package im.isthmus.irc.settings;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.store.SettingsTable;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one user set. Used by the owner of the user's session; read from the store once. */
public final class UserSettings {
    private static final Logger LOG = LoggerFactory.getLogger(UserSettings.class);

    /** What marks the scope of a nick as one of the user's contacts. */
    public static final String CONTACT = "contact";

    private final Map<String, Map<String, String>> byScope;
    private final Map<String, RoomWishes> wishes = new HashMap<>();

    private final Supplier<UserRules> rules;

    /** What was read. */
    UserSettings(Map<String, Map<String, String>> byScope, Supplier<UserRules> rules) {
        this.byScope = new HashMap<>(byScope);
        this.rules = rules;
    }

    /** As it is in the store now. */
    public static UserSettings load(SettingsTable table, Jid user, Supplier<UserRules> rules) {
        return new UserSettings(table.load(user), rules);
    }

    /** Nothing set. */
    public static UserSettings none() {
        return new UserSettings(Map.of(), () -> new UserRules(false, true));
    }

    /** The typed values of a scope, by name of the field. */
    public Map<String, String> fields(String scope) {
        return Map.copyOf(byScope.getOrDefault(scope, Map.of()));
    }

    /** What was saved a moment ago. */
    public void changed(String scope, Map<String, String> fields) {
        byScope.put(scope, Map.copyOf(fields));
        wishes.clear();
    }

    /** Whom the user has as contacts, by localpart. */
    public List<String> contacts() {
        return byScope.entrySet().stream()
                .filter(each -> each.getValue().containsKey(CONTACT))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** For a network. */
    public ServerSettings server(String network) {
        Map<String, String> fields = new HashMap<>(fields(network));
        if (!rules.get().anyServer()) {
            fields.remove(ServerSettings.ADDRESS);
        }
        try {
            return fields.isEmpty() ? ServerSettings.NONE : ServerSettings.of(fields);
        } catch (BadSettingException e) {
            return unreadable(network, e, ServerSettings.NONE);
        }
    }

    /** For a channel, as {@code #channel%network}. */
    public ChannelSettings channel(String localpart) {
        try {
            return ChannelSettings.of(fields(localpart));
        } catch (BadSettingException e) {
            return unreadable(localpart, e, ChannelSettings.NONE);
        }
    }

    /** What a network is to this user, and channels that differ from it. */
    public Encodings encodings(String network, Charset received, Charset sent) {
        ServerSettings server = server(network);
        Charset in = server.encodingIn() == null ? received : server.encodingIn();
        Charset out = server.encodingOut() == null ? sent : server.encodingOut();
        Encodings encodings = Encodings.of(in, out);
        String end = '%' + network;
        for (String scope : byScope.keySet()) {
            if (scope.endsWith(end)) {
                String name =
                        JidEscaping.unescape(scope.substring(0, scope.length() - end.length()));
                ChannelSettings channel = channel(scope);
                Charset from = channel.encodingIn();
                Charset to = channel.encodingOut();
                encodings = from == null ? encodings : encodings.withReceived(name, from);
                encodings = to == null ? encodings : encodings.withSent(name, to);
            }
        }
        return encodings;
    }

    /** For all of IRC. */
    public OwnSettings own() {
        try {
            return OwnSettings.of(fields(""));
        } catch (BadSettingException e) {
            return unreadable("", e, OwnSettings.NONE);
        }
    }

    /**
     * How the user wants to have a channel.
     *
     * @param localpart as {@code #channel%network}
     */
    public RoomWishes wishes(String localpart) {
        RoomWishes known = wishes.get(localpart);
        if (known == null) {
            ChannelSettings channel = channel(localpart);
            OwnSettings own = own();
            Boolean record = channel.recordHistory();
            boolean stays = own.persistent() == null ? rules.get().stay() : own.persistent();
            String network = localpart.substring(localpart.lastIndexOf('%') + 1);
            Integer history = server(network).maxHistory();
            Integer most = history == null ? own.maxHistory() : history;
            known =
                    new RoomWishes(
                            channel.persistent() || stays,
                            record == null ? own.recordHistory() : record,
                            most == null ? -1 : most);
            wishes.put(localpart, known);
        }
        return known;
    }

    /** They were checked when they were saved, so somebody else wrote them. */
    private static <T> T unreadable(String scope, BadSettingException problem, T none) {
        LOG.warn("irc.settings=unreadable scope={} reason=\"{}\"", scope, problem.getMessage());
        return none;
    }
}
