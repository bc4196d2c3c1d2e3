package im.isthmus.irc.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.PublicAddress;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.IrcNetworkConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.network.connecting.ConnectGate;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.settings.IrcPreferences;
import java.net.InetAddress;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The networks that users can reach, each with its one gate. Callable from any thread. */
public final class Networks {
    /** Links keep theirs alive; a gate that nobody has a link through is as good as new. */
    private final Cache<String, AtomicReference<Network>> networks =
            Caffeine.newBuilder().weakValues().build();

    /** Outlives the networks, since clients ask before anybody is connected. */
    private final Cache<String, Usual> usual = Caffeine.newBuilder().maximumSize(1000).build();

    private volatile IrcConfig config;
    private final Origins origins;
    private final StsPolicies sts;
    private final Preference<Corrections> corrections;

    /**
     * Those of a configuration.
     *
     * @param origins where users come from
     * @param sts which servers must be reached with TLS
     */
    public Networks(IrcConfig config, Origins origins, StsPolicies sts) {
        this.sts = sts;
        this.config = config;
        this.origins = origins;
        this.corrections = IrcPreferences.corrections(config.corrections());
    }

    /**
     * The network of that name.
     *
     * @throws BackendException if there is none for our users
     */
    public Network find(String name) throws BackendException {
        return shared(name).get();
    }

    /**
     * As {@link #find}, and as the configuration will have it, for who holds on to it.
     *
     * @throws BackendException if there is none for our users
     */
    synchronized AtomicReference<Network> shared(String name) throws BackendException {
        IrcNetworkConfig found =
                config.network(name)
                        .orElseThrow(() ->
                                new BackendException(
                                        new BackendFailure.NotFound(
                                                Text.of("There is no IRC network {0}.", name))));
        return networks.get(
                name,
                _ -> {
                    var gate = new ConnectGate(limits(found), System::nanoTime);
                    return new AtomicReference<>(network(name, found, gate));
                });
    }

    /**
     * The configuration is another one now: for the next connections. Networks that are no more
     * lose nobody.
     */
    public synchronized void change(IrcConfig now) {
        config = now;
        networks.asMap()
                .forEach((name, shared) ->
                        now.network(name).ifPresent(found -> change(name, shared, found)));
    }

    private void change(String name, AtomicReference<Network> shared, IrcNetworkConfig found) {
        ConnectGate gate = shared.get().gate();
        shared.set(network(name, found, gate));
        gate.change(limits(found));
    }

    /** Which localparts stand for what. */
    public Addressing addressing() {
        return config.addressing();
    }

    /**
     * What an address of ours stands for.
     *
     * @throws BackendException if IRC can have no such name
     */
    public IrcAddress parse(LegacyAddress address) throws BackendException {
        try {
            return config.addressing().parse(address.localpart());
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.NotFound(e.text()));
        }
    }

    /** The names of those in the configuration. */
    public Set<String> listed() {
        return config.networks().keySet();
    }

    /** How many lines a text may take before it is put on the web; 0 for any number. */
    public int pasteLines() {
        return config.pasteLines();
    }

    /** How IRC is told what users correct, as each of them likes it. */
    public Preference<Corrections> corrections() {
        return corrections;
    }

    /** How many users are connected to all of them together. */
    public int connections() {
        return counts().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many users are connected to each network that somebody is on, by name. */
    public SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        networks.asMap().forEach((name, each) -> counts.put(name, each.get().gate().connected()));
        return counts;
    }

    /** What a network could carry when somebody was last there; nothing if nobody was. */
    public Set<Ability> abilities(String name) {
        Usual known = usual.getIfPresent(name);
        return known == null ? Set.of() : known.abilities();
    }

    private Usual usual(String name) {
        return usual.get(name, _ -> new Usual());
    }

    private static ConnectGate.Limits limits(IrcNetworkConfig found) {
        return new ConnectGate.Limits(
                found.connectsAtOnce(), found.connectGap(), found.maxConnections());
    }

    private Network network(String name, IrcNetworkConfig found, ConnectGate gate) {
        // What users type must not open the inside to them, unless the admin says so.
        boolean listed = config.networks().containsKey(name);
        Predicate<InetAddress> mayConnect =
                config.openPrivate() ? _ -> true : PublicAddress::isPublic;
        boolean plain = config.openPlain() || found.tls() != Tls.REQUIRED;
        return new Network(
                name,
                found,
                listed,
                plain,
                mayConnect,
                config.addressing(),
                gate,
                origins,
                config.openPorts().with(config.defaultPort()),
                sts,
                usual(name));
    }
}
