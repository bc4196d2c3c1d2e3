package im.isthmus.irc.network;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.action.UserAction.ChangeAvailability;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.network.history.HeardBook;
import im.isthmus.irc.settings.UserSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links of one user, one a network. */
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** Networks that one user can be on at a time; each costs a connection. */
    private static final int MAX = 30;

    private final Map<String, IrcLink> links = new HashMap<>();
    private final Networks networks;
    private final SessionContext context;
    private final Environment environment;
    private final Inbox inbox;
    private final Waiting.Outbox outbox;
    private final UserSettings settings;
    private final HeardBook heard;
    private Availability availability = new Availability(false, "");
    private SessionContext.@Nullable Timer comeback;

    /**
     * @param inbox where the networks' messages go
     * @param outbox where the user's actions go that had to wait for a connection
     * @param settings of the user
     * @param heard what the user heard that was said to them alone
     */
    public Links(
            Networks networks,
            SessionContext context,
            Environment environment,
            Inbox inbox,
            Waiting.Outbox outbox,
            UserSettings settings,
            HeardBook heard) {
        this.settings = settings;
        this.heard = heard;
        this.networks = networks;
        this.context = context;
        this.environment = environment;
        this.inbox = inbox;
        this.outbox = outbox;
    }

    /** What an address of ours stands for. */
    public IrcAddress parse(LegacyAddress address) throws BackendException {
        return networks.parse(address);
    }

    /**
     * The link to an address's network, a new one if there is none.
     *
     * @throws BackendException if there is no such network for this user
     */
    public IrcLink open(LegacyAddress address) throws BackendException {
        String name = parse(address).network();
        IrcLink link = links.get(name);
        if (link == null) {
            AtomicReference<Network> network = networks.shared(name);
            links.values().removeIf(IrcLink::isIdle);
            if (links.size() >= MAX) {
                throw new BackendException(
                        new BackendFailure.TooMany(
                                Text.of("You are on {0} networks already.", MAX)));
            }
            link = new IrcLink(network, context, environment, inbox, outbox, settings, heard);
            link.away().set(availability);
            links.put(name, link);
        }
        return link;
    }

    /**
     * The link to an address's network.
     *
     * @throws BackendException if there is none
     */
    public IrcLink existing(LegacyAddress address) throws BackendException {
        IrcLink link = find(address);
        if (link == null) {
            throw new BackendException(
                    new BackendFailure.NotAllowed("You are not on this network."));
        }
        return link;
    }

    /** The link to an address's network; null if there is none. */
    public @Nullable IrcLink find(LegacyAddress address) throws BackendException {
        return links.get(parse(address).network());
    }

    /** The link to a network; null if there is none. */
    public @Nullable IrcLink named(String network) {
        return links.get(network);
    }

    /** Which localparts stand for what. */
    public Addressing addressing() {
        return networks.addressing();
    }

    /** The networks that the user is connected to, or wants to be. */
    public List<String> names() {
        return links.entrySet().stream()
                .filter(each -> !each.getValue().isIdle())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Who the user is on a network, in words; empty if there is no connection. */
    public Text describe(String name) {
        IrcLink link = links.get(name);
        if (link == null || !link.server().online()) {
            return Text.EMPTY;
        }
        String nick = link.server().nick();
        int channels = link.channels().all().size();
        IrcServerAddress secured = link.server().secured();
        return secured == null
                ? Text.of(
                        "Connected to {0} as {1}, in {2} channels, without TLS.",
                        name, nick, channels)
                : Text.of(
                        "Connected to {0} as {1}, in {2} channels, with TLS at {3}.",
                        name, nick, channels, secured);
    }

    /** The user set something; rooms that are kept otherwise from now on say so. */
    public void changed(String scope, Map<String, String> fields) {
        Map<LegacyRoom, Boolean> kept = new HashMap<>();
        for (IrcLink link : links.values()) {
            for (JoinedChannel channel : link.channels().all()) {
                kept.put(channel.room(), isKept(channel.room()));
            }
        }
        settings.changed(scope, fields);
        kept.forEach((room, before) -> {
            if (before != isKept(room)) {
                context.publish(new RoomReport.AbilitiesChanged(room));
            }
        });
    }

    private boolean isKept(LegacyRoom room) {
        return settings.wishes(addressing().key(room)).keepsHistory();
    }

    /** Closes the connection to a network because the user says so; false if there is none. */
    public boolean quit(String name, String goodbye) {
        return end(name, link -> link.lifecycle().quit(goodbye));
    }

    /** As {@link #quit}, because an admin says so. */
    public boolean quitForAdmin(String name) {
        return end(name, link -> link.lifecycle().quitForAdmin());
    }

    private boolean end(String name, Consumer<IrcLink> end) {
        IrcLink link = links.get(name);
        if (link == null || link.isIdle()) {
            return false;
        }
        end.accept(link);
        return true;
    }

    /**
     * The user is that available now. A client that went may be back in a moment: people in
     * channels need not see each time that a phone is in a tunnel.
     */
    public void available(ChangeAvailability change) {
        Availability now = change.availability();
        forgetComeback();
        if (change.passing() && now.away()) {
            comeback = context.schedule(environment.timings().comeback(), () -> tell(now));
        } else {
            tell(now);
        }
        lookAfterContacts();
    }

    private void tell(Availability now) {
        availability = now;
        for (IrcLink link : links.values()) {
            link.away().set(now);
        }
    }

    private void forgetComeback() {
        if (comeback != null) {
            comeback.cancel();
            comeback = null;
        }
    }

    /** Goes where the user has contacts, to see who of them is there. */
    private void lookAfterContacts() {
        for (String localpart : settings.contacts()) {
            try {
                watch(new LegacyContact(localpart));
            } catch (BackendException e) {
                LOG.debug("irc.contact=unreachable reason={}", e.failure());
            }
        }
    }

    /**
     * Looks after somebody from now on.
     *
     * @throws BackendException if that cannot be
     */
    public void watch(LegacyContact contact) throws BackendException {
        IrcLink link = open(contact);
        String nick = link.addresses().nick(contact);
        if (link.watch().has(nick)) {
            return;
        }
        if (!link.watch().add(contact, nick)) {
            throw new BackendException(
                    new BackendFailure.TooMany("You have too many contacts on this network."));
        }
        link.lifecycle().restore();
    }

    /** Looks after somebody no more. */
    public void unwatch(LegacyContact contact) throws BackendException {
        IrcLink link = find(contact);
        if (link != null && parse(contact) instanceof IrcAddress.Nick nick) {
            link.watch().remove(nick.nick());
            link.lifecycle().needless();
        }
    }

    /** Tells the user. */
    public void publish(LegacyEvent event) {
        context.publish(event);
    }

    /** Whether there is neither a connection nor the wish for one. */
    public boolean areIdle() {
        for (IrcLink link : links.values()) {
            if (!link.isDispensable()) {
                return false;
            }
        }
        return true;
    }

    /** Leaves all networks without telling the user. */
    public void close(String reason) {
        forgetComeback();
        for (IrcLink link : links.values()) {
            link.lifecycle().close(reason);
        }
        links.clear();
    }
}
