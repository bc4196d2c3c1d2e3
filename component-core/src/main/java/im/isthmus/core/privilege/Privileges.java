package im.isthmus.core.privilege;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.core.stream.IqSender;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StanzaSink;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What XMPP servers let the gateway do in the name of their users (XEP-0356). Servers say it after
 * each connect, each one for its own users; whatever is not granted has to be done without.
 * Callable from any thread.
 */
public final class Privileges {
    private static final Logger LOG = LoggerFactory.getLogger(Privileges.class);

    private static final String ROSTER = "jabber:iq:roster";
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    /** Anybody may send us such a message; more servers than this are not believed. */
    private static final int MAX_SERVERS = 1000;

    private final Jid gateway;
    private final StanzaSink out;
    private final IqSender requests;
    private final Map<String, Grants> byDomain = new ConcurrentHashMap<>();

    /**
     * No grants yet.
     *
     * @param out for messages
     */
    public Privileges(Jid gateway, StanzaSink out, IqSender requests) {
        this.gateway = gateway;
        this.out = out;
        this.requests = requests;
    }

    /**
     * Takes note if a stanza is a server's announcement of grants for its users.
     *
     * @return whether it is one, and so concerns nobody else
     */
    public boolean note(Stanza stanza) {
        Jid server = stanza.from();
        if (stanza.kind() != Stanza.Kind.MESSAGE
                || stanza.type().equals("error")
                || !server.local().isEmpty()
                || server.isFull()) {
            return false;
        }
        Grants grants = Grants.in(stanza.element());
        if (grants == null) {
            return false;
        }
        if (byDomain.size() < MAX_SERVERS || byDomain.containsKey(server.domain())) {
            byDomain.put(server.domain(), grants);
            LOG.info(
                    "privileges server={} roster-get={} roster-set={} messages={} presence={} iq={}",
                    server,
                    grants.roster().get(),
                    grants.roster().set(),
                    grants.messages(),
                    grants.presence(),
                    grants.iqs().keySet());
        }
        return true;
    }

    /** The stream is lost: servers will say anew what they grant. */
    public void forget() {
        byDomain.clear();
    }

    /** Whether the roster of a user may be changed. */
    public boolean maySetRoster(Jid user) {
        Grants grants = byDomain.get(user.domain());
        return grants != null && grants.roster().set();
    }

    /** Whether the roster of a user may be read. */
    public boolean mayGetRoster(Jid user) {
        Grants grants = byDomain.get(user.domain());
        return grants != null && grants.roster().get();
    }

    /** Whether messages may be sent as a user, such as what they wrote with another program. */
    public boolean maySendMessages(Jid user) {
        Grants grants = byDomain.get(user.domain());
        return grants != null && grants.messages();
    }

    /**
     * Reads the roster of a user.
     *
     * @return the answer, whose child is the roster; empty if it is not granted
     */
    public Optional<CompletableFuture<Element>> getRoster(Jid user) {
        return mayGetRoster(user)
                ? Optional.of(roster(user, "get", Xml.element("query", ROSTER)))
                : Optional.empty();
    }

    /**
     * Changes one item of a user's roster. COMPAT(ejabberd before 23.10): such a server grants it
     * and fails each time; then it counts as not granted until the next connect.
     *
     * @param query of {@code jabber:iq:roster}, with the item
     * @return empty if it is not granted
     */
    public Optional<CompletableFuture<Element>> setRoster(Jid user, Element query) {
        if (!maySetRoster(user)) {
            return Optional.empty();
        }
        CompletableFuture<Element> answer = roster(user, "set", query);
        return Optional.of(answer.whenComplete((_, problem) -> doubt(user, problem)));
    }

    private CompletableFuture<Element> roster(Jid user, String type, Element query) {
        Element iq = Xml.stanza("iq", gateway, user.bare(), type, null);
        iq.add(query);
        return requests.request(iq, ANSWER_TIME);
    }

    private void doubt(Jid user, @Nullable Throwable problem) {
        boolean broken =
                problem instanceof TimeoutException
                        || (problem instanceof IqErrorException error
                                && switch (error.condition()) {
                                    case "internal-server-error",
                                            "forbidden",
                                            "not-allowed",
                                            "feature-not-implemented",
                                            "service-unavailable" ->
                                            true;
                                    default -> false;
                                });
        if (broken && maySetRoster(user)) {
            byDomain.computeIfPresent(user.domain(), (_, grants) -> grants.withoutRosterSet());
            LOG.warn(
                    "privileges server={} note=roster-set-granted-but-fails reason=\"{}\"",
                    user.domain(),
                    String.valueOf(problem));
        }
    }

    /**
     * Sends a message as a user: the server treats it as if one of the user's clients had sent it,
     * with archive and carbons.
     *
     * @param message from the user's bare JID; children without a namespace are of the stanza's
     * @return false if it is not granted and was not sent
     */
    public boolean messageAs(Jid user, Element message) {
        Grants grants = byDomain.get(user.domain());
        if (grants == null || !grants.messages()) {
            return false;
        }
        Element outer = Xml.stanza("message", gateway, user.server(), null, null);
        outer.add(Envelope.around(message, grants.namespace()));
        out.send(outer);
        return true;
    }

    /** Whether iqs of a type with a payload of this namespace may be sent as a user. */
    public boolean maySendIq(Jid user, String type, String namespace) {
        Grants grants = byDomain.get(user.domain());
        return grants != null
                && grants.iqs().getOrDefault(namespace, Grants.Access.NONE).allows(type);
    }

    /**
     * Sends an iq as a user.
     *
     * @param iq of type get or set, with one child, from the user's bare JID
     * @return what came back, an iq of type result; fails as {@link IqSender#request}, also when
     *     the answer to the user is an error. Empty if it is not granted for the namespace of the
     *     child
     */
    public Optional<CompletableFuture<Element>> iqAs(Jid user, Element iq) {
        Grants grants = byDomain.get(user.domain());
        String type = iq.attributeValue("type", "");
        if (grants == null
                || iq.elements().size() != 1
                || !maySendIq(user, type, iq.elements().getFirst().getNamespaceURI())) {
            return Optional.empty();
        }
        Element inner = Envelope.asClients(iq);
        if (inner.attributeValue("id") == null) {
            // COMPAT(prosody-modules): a wrapped iq without an id is refused.
            Xml.attribute(inner, "id", "as-user");
        }
        Element outer = Xml.stanza("iq", gateway, user.bare(), type, null);
        Xml.child(outer, "privileged_iq", grants.namespace()).add(inner);
        return Optional.of(
                requests.request(outer, ANSWER_TIME)
                        .thenCompose(answer -> opened(answer, grants.namespace())));
    }

    private static CompletableFuture<Element> opened(Element answer, String namespace) {
        Element inner = Envelope.content(answer, namespace);
        if (inner == null || "error".equals(inner.attributeValue("type"))) {
            return CompletableFuture.failedFuture(
                    IqErrorException.in(inner == null ? answer : inner));
        }
        return CompletableFuture.completedFuture(inner);
    }
}
