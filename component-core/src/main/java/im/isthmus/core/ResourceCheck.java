package im.isthmus.core;

import im.isthmus.core.address.Jid;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.ComponentStream;
import im.isthmus.core.stream.IqErrorException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the stream was lost, nobody told us which of the users' resources went away meanwhile: the
 * XMPP server may have restarted. Each is pinged (XEP-0199), at a pace, and believed gone when the
 * server says so.
 */
final class ResourceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceCheck.class);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);
    private static final long PACE_MILLIS = 5;

    /** What a server answers in the name of a resource that is not there (RFC 6121 section 8.5). */
    private static final Set<String> GONE =
            Set.of(
                    "service-unavailable",
                    "recipient-unavailable",
                    "item-not-found",
                    "gone",
                    "remote-server-not-found");

    private final Sessions sessions;
    private final ComponentStream stream;
    private final ScheduledExecutorService timer;
    private final Jid domain;

    ResourceCheck(
            Sessions sessions, ComponentStream stream, ScheduledExecutorService timer, Jid domain) {
        this.sessions = sessions;
        this.stream = stream;
        this.timer = timer;
        this.domain = domain;
    }

    /** Starts to check everybody after a delay that gives clients the time to come back. */
    void start(Duration delay) {
        long[] at = {delay.toMillis()};
        for (Session session : sessions.all()) {
            at[0] += PACE_MILLIS;
            var _ =
                    timer.schedule(
                            () -> session.asOwner(() -> check(session)),
                            at[0],
                            TimeUnit.MILLISECONDS);
        }
        LOG.info("resources=check sessions={}", sessions.count());
    }

    private void check(Session session) {
        for (Jid resource : session.onlineResources()) {
            Element ping = Xml.stanza("iq", domain, resource, "get", null);
            Xml.child(ping, "ping", "urn:xmpp:ping");
            var _ =
                    stream.request(ping, ANSWER_TIME)
                            .whenComplete((_, problem) -> {
                                if (problem instanceof IqErrorException error
                                        && GONE.contains(error.condition())) {
                                    sessions.force(
                                            session.user(), later -> later.resourceGone(resource));
                                }
                            });
        }
    }
}
