package im.isthmus.irc.network.connecting;

import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.network.IrcLink;

/** What becomes of all that was asked of a network when there is no connection any more. */
final class LinkLoss {
    private LinkLoss() {}

    /**
     * Nothing that was asked will be answered any more.
     *
     * @param comingBack whether the link comes back by itself
     * @param wasOnline whether the network had welcomed the user
     */
    static void tell(IrcLink link, CloseReason reason, boolean comingBack, boolean wasOnline) {
        BackendFailure failure = CloseFailures.of(reason);
        forget(link, failure);
        link.messages()
                .clear()
                .forEach(m -> link.publish(new MessageFailed(m.to(), m.ref(), failure)));
        link.requests().clear().forEach(request -> link.publish(request.refused(failure)));
        link.waiting().fail(failure);
        link.joining().linkLost(failure, reason.text(), comingBack);
        if (wasOnline) {
            link.missed().lost();
        }
        if (wasOnline || !comingBack) {
            link.publishConnected(false, reason.text());
        }
    }

    private static void forget(IrcLink link, BackendFailure failure) {
        link.server().labels().clear();
        link.channelQueries().clear();
        link.splits().clear();
        link.whois().clear(failure);
        link.talk().clear();
        link.history().clear();
        link.watch().lost();
        link.account().lost();
        link.nick().regain().stop();
        link.cards().clear();
    }
}
