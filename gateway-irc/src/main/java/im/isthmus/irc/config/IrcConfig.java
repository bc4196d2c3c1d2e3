package im.isthmus.irc.config;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.settings.UserRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [irc]}.
 *
 * @param fixedNetwork the one network that there is, so that JIDs need not name it; null if users
 *     may be on several
 * @param openNetworks whether users may reach networks that are not listed, by their host name
 * @param openPlain whether users may go to networks without TLS that the admin did not close to it
 * @param openPrivate whether users may go to servers in private networks and on this machine
 * @param openPorts that may be connected to where the admin named no server
 * @param identd where to tell servers who is behind a connection; null for nowhere
 * @param pseudonyms whether user names on IRC tell nothing about JIDs
 * @param defaults what holds for networks that say nothing of their own
 * @param defaultPort of networks whose address says none
 * @param historyLength messages that are sent to who enters a room, if the client asks for no other
 *     number
 * @param stay whether users stay in channels when their last client leaves, as long as they do not
 *     say otherwise
 * @param pasteLines a message of more lines is put on the web and its address sent; 0 for never
 * @param corrections how IRC is told what users correct, as long as they do not say otherwise
 * @param networks what is listed, by the prepared name that JIDs use
 */
public record IrcConfig(
        @Nullable String fixedNetwork,
        boolean openNetworks,
        boolean openPlain,
        boolean openPrivate,
        PortRanges openPorts,
        @Nullable HostPort identd,
        boolean pseudonyms,
        NetworkDefaults defaults,
        int defaultPort,
        int historyLength,
        boolean stay,
        int pasteLines,
        Corrections corrections,
        Map<String, IrcNetworkConfig> networks) {
    private static final Pattern HOST_NAME =
            Pattern.compile(
                    "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9-]{1,63})+");

    /** Reads {@code [irc]} below the top of a file. */
    public static IrcConfig read(Section root) {
        Section section = root.table("irc");
        int defaultPort = section.withDefault("default-port", Values.integer(1, 65_535), 6697);
        NetworkDefaults defaults = NetworkDefaults.read(section);
        Map<String, IrcNetworkConfig> networks = new LinkedHashMap<>();
        section.tables("networks")
                .forEach((name, each) -> {
                    String key = prepared(section.table("networks"), name);
                    if (networks.containsKey(key)) {
                        section.table("networks")
                                .problem(name, "is the same network as " + key, "");
                    }
                    networks.put(key, IrcNetworkConfig.read(each, key, defaultPort, defaults));
                });
        String fixed = section.optional("fixed-network", Values.text(), "irc.example.net");
        if (fixed != null && !networks.isEmpty() && !networks.containsKey(fixed)) {
            section.problem(
                    "fixed-network",
                    "must be the name of a network below, not \"" + fixed + "\"",
                    networks.keySet().iterator().next());
        }
        return new IrcConfig(
                fixed,
                section.withDefault("open-networks", Values.bool(), true),
                section.withDefault("open-plain", Values.bool(), false),
                section.withDefault("open-private", Values.bool(), false),
                section.withDefault("open-ports", PortRanges.value(), PortRanges.STANDARD),
                section.optional("identd", HostPort.listenValue(), "0.0.0.0:113"),
                section.withDefault("pseudonyms", Values.bool(), false),
                defaults,
                defaultPort,
                section.withDefault("history-length", Values.integer(0, 1000), 20),
                section.withDefault("stay", Values.bool(), false),
                section.withDefault("paste-lines", Values.integer(0, 1000), 6),
                section.withDefault("corrections", Values.oneOf(Corrections.class), "words"),
                Map.copyOf(networks));
    }

    /** What holds for all users. */
    public UserRules rules() {
        return new UserRules(stay, fixedNetwork == null && openNetworks);
    }

    /** Which localparts stand for what. */
    public Addressing addressing() {
        return fixedNetwork == null ? Addressing.many() : Addressing.fixed(fixedNetwork);
    }

    /**
     * How to reach a network; empty if there is none of that name for our users.
     *
     * @param name prepared, as in a JID
     */
    public Optional<IrcNetworkConfig> network(String name) {
        IrcNetworkConfig listed = networks.get(name);
        boolean open = fixedNetwork == null ? openNetworks : fixedNetwork.equals(name);
        if (listed == null && open && HOST_NAME.matcher(name).matches()) {
            return Optional.of(IrcNetworkConfig.standard(name, defaultPort, openPlain, defaults));
        }
        return Optional.ofNullable(listed);
    }

    private static String prepared(Section networks, String name) {
        try {
            String local = Jid.of(name, "localhost", "").local();
            if (local.indexOf('%') < 0 && !local.isEmpty()) {
                return local;
            }
        } catch (InvalidJidException e) {
            // Told below, in words that fit a section's name.
        }
        networks.problem(name, "cannot stand in a JID: use a host name or a plain word", "");
        return name;
    }
}
