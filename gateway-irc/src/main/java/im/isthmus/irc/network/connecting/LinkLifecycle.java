package im.isthmus.irc.network.connecting;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.Inbox;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Waiting;

/**
 * Opens the connection when it is first needed, brings it back when it is lost, and closes it when
 * nobody needs it any more.
 */
public final class LinkLifecycle {
    private final IrcLink link;
    private final Connector connector;
    private final Linger linger;

    public LinkLifecycle(
            IrcLink link,
            SessionContext context,
            Environment environment,
            Inbox inbox,
            Waiting.Outbox outbox) {
        this.link = link;
        var news = new LinkNews(link, context, inbox, outbox);
        this.connector = new Connector(link.network(), context, environment, news);
        this.linger =
                new Linger(
                        context,
                        environment.clock(),
                        environment.timings(),
                        this::leaveUnlessWanted);
    }

    public Connector connector() {
        return connector;
    }

    /** The user needs the connection now. */
    public void need() {
        linger.stop();
        connector.connect(true);
    }

    /** Something is to be as it was, and nobody waits for it. */
    public void restore() {
        linger.stop();
        connector.connect(false);
    }

    /** The user would need the connection that waits for its turn. */
    public void hurry() {
        if (connector.isQueued()) {
            connector.connect(true);
        }
    }

    /** Somebody was talked to: the link stays for the answer. */
    public void talked() {
        linger.talked();
    }

    /** Something is no longer needed: perhaps nothing is. */
    public void needless() {
        if (link.isWanted() || !link.watch().isEmpty()) {
            return;
        }
        if (connector.isTrying()) {
            linger.start();
        } else {
            connector.stop("");
        }
    }

    /** Closes the link because the user says so; it does not come back by itself. */
    public void quit(String goodbye) {
        leave(goodbye, "You closed the connection.");
    }

    /** As {@link #quit}, because an admin says so. */
    public void quitForAdmin() {
        leave("Disconnected by an admin", "An admin closed your connection.");
    }

    private void leave(String goodbye, String why) {
        boolean wasOnline = link.server().online();
        stop(goodbye);
        fail(why, wasOnline);
    }

    /** Closes the link and tells only of what the network has not got. */
    public void close(String reason) {
        link.waiting().fail(CloseFailures.of(new CloseReason.Quit(reason)));
        link.missed().lost();
        link.requests().clear();
        link.messages().clear();
        link.joining().forget();
        stop(reason);
    }

    private void stop(String reason) {
        linger.stop();
        link.nick().regain().stop();
        connector.stop(reason);
    }

    /** Whether the link stays for an answer of somebody. */
    public boolean isBusy() {
        return linger.isRunning();
    }

    private void leaveUnlessWanted() {
        if (!link.isWanted() && link.watch().isEmpty()) {
            stop("Nobody is here any more");
            fail("Disconnected, as unused.", true);
        } else if (!link.requests().isEmpty()) {
            linger.talked(); // and look again when they are answered
        }
    }

    private void fail(String why, boolean wasOnline) {
        LinkLoss.tell(link, new CloseReason.Quit(why), false, wasOnline);
    }
}
