package im.isthmus.irc.network;

import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.channel.Channels;
import im.isthmus.irc.channel.Crowd;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.network.account.AccountRequest;
import im.isthmus.irc.network.card.Cards;
import im.isthmus.irc.network.connecting.LinkLifecycle;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.irc.network.history.ChannelHistory;
import im.isthmus.irc.network.history.HeardBook;
import im.isthmus.irc.network.history.MissedTalks;
import im.isthmus.irc.network.joining.Joining;
import im.isthmus.irc.network.nick.OwnNick;
import im.isthmus.irc.network.talking.AddressBook;
import im.isthmus.irc.network.talking.Away;
import im.isthmus.irc.network.talking.Carrying;
import im.isthmus.irc.network.talking.ChannelQueries;
import im.isthmus.irc.network.talking.Console;
import im.isthmus.irc.network.talking.LinkTalk;
import im.isthmus.irc.network.watch.Watch;
import im.isthmus.irc.pending.PendingMessages;
import im.isthmus.irc.pending.PendingRequests;
import im.isthmus.irc.people.Acquaintances;
import im.isthmus.irc.people.Allowance;
import im.isthmus.irc.people.Netsplits;
import im.isthmus.irc.people.Whois;
import im.isthmus.irc.settings.ServerSettings;
import im.isthmus.irc.settings.UserSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One user on one network: the parts that know about it, and what they all need. Everything here
 * happens as the owner of the user's session.
 */
public final class IrcLink {
    private static final BackendFailure NO_ANSWER =
            new BackendFailure.Unreachable("The IRC network did not answer in time.");

    private final AtomicReference<Network> network;
    private final UserSettings settings;
    private final SessionContext context;
    private final LegacyNetwork address;
    private final Channels channels = new Channels();
    private final AddressBook addresses;
    private final PendingMessages messages;
    private final PendingRequests requests;
    private final Console console;
    private final Allowance ctcpAnswers;
    private final Allowance profilesAsked;
    private final ChannelQueries channelQueries;
    private final Netsplits splits;
    private final Acquaintances acquaintances = new Acquaintances();
    private final Whois whois = new Whois(this::publish);
    private final Away away = new Away(this);
    private final Waiting waiting = new Waiting(this);
    private final Joining joining;
    private final OwnNick nick;
    private final LinkLifecycle lifecycle;
    private final Server server;
    private final Carrying carrying;
    private final LinkTalk talk;
    private final ChannelHistory history;
    private final Watch watch;
    private final AccountRequest account;
    private final Cards cards;
    private final MissedTalks missed;
    private final InstantSource clock;

    /**
     * @param network held as long as this is, so that it is the same for all users
     * @param inbox where the network's messages go
     * @param outbox where the user's actions go that had to wait for the connection
     * @param settings of the user
     * @param heard what the user heard that was said to them alone
     */
    public IrcLink(
            AtomicReference<Network> network,
            SessionContext context,
            Environment environment,
            Inbox inbox,
            Waiting.Outbox outbox,
            UserSettings settings,
            HeardBook heard) {
        this.network = network;
        this.clock = environment.clock();
        this.settings = settings;
        this.context = context;
        String name = network.get().name();
        Addressing addressing = network.get().addressing();
        this.address = new LegacyNetwork(addressing.localpart(new IrcAddress.Network(name)));
        this.addresses = new AddressBook(addressing, name);
        Timings timings = environment.timings();
        this.messages =
                new PendingMessages(
                        context,
                        environment.clock(),
                        timings.answer(),
                        lost -> publish(new MessageFailed(lost.to(), lost.ref(), NO_ANSWER)));
        this.requests =
                new PendingRequests(
                        context, timings.answer(), lost -> publish(lost.refused(NO_ANSWER)));
        this.console = new Console(this, environment.clock());
        this.ctcpAnswers = new Allowance(4, Duration.ofSeconds(30), environment.clock());
        this.profilesAsked = new Allowance(5, Duration.ofSeconds(30), environment.clock());
        this.splits =
                new Netsplits(
                        context, environment.clock(), timings.comeback(), this::publishIfThere);
        this.channelQueries = new ChannelQueries(this, environment.clock());
        this.joining = new Joining(this, context, timings);
        this.nick = new OwnNick(this, context, timings);
        this.lifecycle = new LinkLifecycle(this, context, environment, inbox, outbox);
        this.server = new Server(lifecycle.connector());
        this.carrying = new Carrying(this);
        this.talk = new LinkTalk(this, context);
        this.history = new ChannelHistory(this, context);
        this.watch = new Watch(this, context);
        this.account = new AccountRequest(this, context);
        this.cards = new Cards(this, context);
        this.missed = new MissedTalks(this, environment.clock(), heard);
    }

    /** As the configuration has it now. */
    public Network network() {
        return network.get();
    }

    /** What the user set for this network. */
    public ServerSettings settings() {
        return settings.server(network().name());
    }

    /** In which character sets text comes and goes there for this user. */
    public Encodings encodings() {
        Network now = network();
        return settings.encodings(
                now.name(), now.config().fallbackCharset(), now.config().charset());
    }

    /** The network as the user addresses it. */
    public LegacyNetwork address() {
        return address;
    }

    public Channels channels() {
        return channels;
    }

    /** The server at the other end. */
    public Server server() {
        return server;
    }

    /** What it can carry beyond plain text. */
    public Carrying carrying() {
        return carrying;
    }

    /** What is being said. */
    public LinkTalk talk() {
        return talk;
    }

    /** The account that the user is making. */
    public AccountRequest account() {
        return account;
    }

    /** Who of the user's contacts is there. */
    public Watch watch() {
        return watch;
    }

    /** What was said to the user alone meanwhile. */
    public MissedTalks missed() {
        return missed;
    }

    /** What people and channels say of themselves. */
    public Cards cards() {
        return cards;
    }

    /** What was said while the user was away. */
    public ChannelHistory history() {
        return history;
    }

    /** What time it is. */
    public InstantSource clock() {
        return clock;
    }

    public AddressBook addresses() {
        return addresses;
    }

    public PendingMessages messages() {
        return messages;
    }

    public PendingRequests requests() {
        return requests;
    }

    public Console console() {
        return console;
    }

    /** How often questions of strangers are answered. */
    public Allowance ctcpAnswers() {
        return ctcpAnswers;
    }

    /** How often the network is asked who somebody is. */
    public Allowance profilesAsked() {
        return profilesAsked;
    }

    /** Who got lost in a netsplit or with many others. */
    public Netsplits splits() {
        return splits;
    }

    /** With whom the user talked. */
    public Acquaintances acquaintances() {
        return acquaintances;
    }

    /** Who is asked about. */
    public Whois whois() {
        return whois;
    }

    public ChannelQueries channelQueries() {
        return channelQueries;
    }

    public Away away() {
        return away;
    }

    public Waiting waiting() {
        return waiting;
    }

    public Joining joining() {
        return joining;
    }

    /** The user's own nick. */
    public OwnNick nick() {
        return nick;
    }

    public LinkLifecycle lifecycle() {
        return lifecycle;
    }

    /** Tells the user. */
    public void publish(LegacyEvent event) {
        context.publish(event);
    }

    /**
     * Tells the user that the link is up or down. A gateway that is the network itself is there all
     * the same, and only says so.
     */
    public void publishConnected(boolean connected, String text) {
        publish(
                network().addressing().isFixed()
                        ? new LegacyEvent.ConsoleMessage(address, text)
                        : new LegacyEvent.NetworkChanged(address, connected, text));
    }

    /** A text in the language that the user is spoken to in. */
    public String words(Text text) {
        return context.language().render(text);
    }

    /** What the user has set to their liking. */
    public <T> T preference(Preference<T> preference) {
        return context.preference(preference);
    }

    /** Gives a file an address on the web; see {@link SessionContext#share}. */
    public CompletableFuture<Attachment> share(IncomingFile file) {
        return context.share(file);
    }

    /** Runs a task as the owner, on a thread that may wait for its turn. */
    public void asOwner(Runnable task) {
        context.asOwner(task);
    }

    /** Runs a task as the owner soon; for threads that must not wait. */
    public void later(Runnable task) {
        SessionContext.Timer _ = context.schedule(Duration.ZERO, task);
    }

    /** Tells the user about a channel, if and when the user has seen it. */
    public void publish(JoinedChannel channel, RoomEvent event) {
        Crowd crowd = channel.crowd();
        if (channel.shown() && crowd != null) {
            crowd.filter(event, context::publish);
        } else if (channel.shown()) {
            context.publish(event);
        } else if (event instanceof RoomMessage message) {
            channel.hold(message);
        }
    }

    private void publishIfThere(JoinedChannel channel, RoomEvent event) {
        if (channels.find(channel.name()) == channel) {
            publish(channel, event);
        }
    }

    /** Whether anything needs a connection now. */
    public boolean isWanted() {
        return joining.isPending()
                || joining.hasWishes()
                || !waiting.isEmpty()
                || !requests.isEmpty();
    }

    /**
     * Whether nothing would be lost if the user went: contacts are looked after only while somebody
     * looks.
     */
    boolean isDispensable() {
        boolean onlyWatches = !watch.isEmpty() && channels.all().isEmpty() && !lifecycle.isBusy();
        return isIdle() || (onlyWatches && !isWanted());
    }

    /** Whether there is neither a connection nor the wish for one. */
    boolean isIdle() {
        return lifecycle.connector().isIdle() && !isWanted();
    }

    /**
     * The channel that a room is.
     *
     * @throws BackendException if the user is not in it
     */
    public JoinedChannel joined(LegacyRoom room) throws BackendException {
        if (!server.online()) {
            lifecycle.hurry();
            throw new BackendException(lifecycle.connector().whyDown());
        }
        JoinedChannel channel = channels.find(room);
        if (channel == null) {
            throw new BackendException(
                    new BackendFailure.NotAllowed("You are not in this channel."));
        }
        return channel;
    }

    /** The channel of that name as the network spells it; null if the user is not in it. */
    public @Nullable JoinedChannel channel(String name) {
        return channels.find(name);
    }
}
