package im.isthmus.irc.network.connecting;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.capability.StsOffer;
import im.isthmus.irc.connection.IrcConnection;
import im.isthmus.irc.connection.IrcListener;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.MalformedLineException;
import im.isthmus.irc.network.Inbox;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Waiting;
import im.isthmus.irc.settings.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the parts of a link that a connection was made, or lost. */
final class LinkNews implements Connector.Events {
    private static final Logger LOG = LoggerFactory.getLogger(LinkNews.class);

    private final IrcLink link;
    private final SessionContext context;
    private final Inbox inbox;
    private final Waiting.Outbox outbox;

    LinkNews(IrcLink link, SessionContext context, Inbox inbox, Waiting.Outbox outbox) {
        this.link = link;
        this.context = context;
        this.inbox = inbox;
        this.outbox = outbox;
    }

    @Override
    public IrcConnection open(IrcListener listener) {
        link.joining().connecting();
        link.carrying().restart();
        ServerSettings settings = link.settings();
        IrcIdentity identity =
                UserIdentity.of(context.user(), link.network(), link.nick().chosen(), settings)
                        .away(link.away().opening());
        return IrcConnection.open(
                link.network().connection(context.user(), settings, link.encodings()),
                identity,
                context::asOwner,
                listener);
    }

    @Override
    public void welcomed(IrcConnection connection) {
        LOG.debug("irc.online network={} nick={}", link.network().name(), connection.nick());
        link.channels().use(connection.supports().caseMapping());
        link.console().welcomed();
        String text = "Connected to " + link.network().name() + " as " + connection.nick() + ".";
        link.publishConnected(true, text);
        link.carrying().refresh();
        keepSts(connection);
        link.cards().refresh();
        link.missed().restart();
        link.nick().regain().start();
        link.away().restart();
        link.watch().restart();
        afterConnect();
        link.joining().enterAll();
        link.waiting().release(outbox);
        link.lifecycle().needless();
    }

    /** What the user wants said first, such as to services. */
    private void afterConnect() {
        for (String line : link.settings().afterConnect()) {
            try {
                IrcMessage first = IrcMessage.parse(line);
                boolean _ = link.server().trySend(first);
                link.talk().typed(first);
            } catch (MalformedLineException e) {
                LOG.debug("irc.after-connect=malformed network={}", link.network().name());
            }
        }
    }

    /** What a server wants of who comes with TLS; kept anew whenever it is seen. */
    private void keepSts(IrcConnection connection) {
        IrcServerAddress server = connection.securedServer();
        long seconds = StsOffer.of(connection.offered("sts")).seconds();
        if (server != null && seconds >= 0) {
            link.network().sts().persist(server.host(), server.port(), seconds);
        }
    }

    @Override
    public void offerChanged() {
        link.carrying().refresh();
        IrcConnection connection = connector().online();
        if (connection != null) {
            link.cards().refresh();
            keepSts(connection);
        }
    }

    /** The time begins when the connection ends (IRCv3 sts, "Rescheduling expiry"). */
    @Override
    public void over(IrcConnection connection) {
        keepSts(connection);
    }

    @Override
    public void received(IrcMessage message) {
        inbox.received(link, message);
    }

    @Override
    public void lost(CloseReason reason, boolean wasOnline) {
        if (reason instanceof CloseReason.TlsDemanded demand) {
            link.network().sts().upgrade(demand.host(), demand.port());
            connector().connect(true);
            return;
        }
        LOG.debug("irc.lost network={} reason={}", link.network().name(), reason);
        boolean comingBack =
                reason.mayRetry() && (link.joining().hasWishes() || !link.watch().isEmpty());
        if (comingBack) {
            connector().comeBack(reason instanceof CloseReason.Throttled);
        }
        LinkLoss.tell(link, reason, comingBack, wasOnline);
    }

    private Connector connector() {
        return link.lifecycle().connector();
    }
}
