package im.isthmus.irc;

import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.UserAction;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.Inbox;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Networks;
import im.isthmus.irc.outbound.Outbound;

/** One user on all of IRC. */
final class IrcBackendSession implements BackendSession {
    private final Links links;
    private final Outbound outbound;

    IrcBackendSession(
            Networks networks, SessionContext context, Environment environment, Inbox inbox) {
        this.links = new Links(networks, context, environment, inbox, this::handle);
        this.outbound = new Outbound(links, environment.clock());
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        outbound.handle(action);
    }

    @Override
    public boolean isIdle() {
        return links.areIdle();
    }

    @Override
    public void close(String reason) {
        links.close(reason);
    }
}
