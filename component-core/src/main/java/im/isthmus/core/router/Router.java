package im.isthmus.core.router;

import im.isthmus.core.access.Access;
import im.isthmus.core.access.Limit;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.IqHandler;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.message.MessageOutbound;
import im.isthmus.core.observe.OncePerMinute;
import im.isthmus.core.presence.PresenceOutbound;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.stream.StanzaSink;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError;

/**
 * Where a stanza goes, and the only place that turns failures into error stanzas. Stanzas are
 * handed to the session of their sender, in order; what is left to do happens there.
 */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration BUSY = Duration.ofMinutes(5);

    private final Backend backend;
    private final Sessions sessions;
    private final StanzaSink out;
    private final StanzaSink fromReader;
    private final IqTable iqs;
    private final MessageOutbound messages;
    private final PresenceOutbound presences;
    private final Access access;
    private final OncePerMinute queueFull = new OncePerMinute();

    /**
     * A router over what the gateway offers.
     *
     * @param fromReader as {@code out}, for the thread that reads the stream, which must not wait
     * @param access who may use it how much; everybody may ask the gateway itself
     */
    public Router(
            Backend backend,
            Sessions sessions,
            StanzaSink out,
            StanzaSink fromReader,
            IqTable iqs,
            MessageOutbound messages,
            PresenceOutbound presences,
            Access access) {
        this.backend = backend;
        this.sessions = sessions;
        this.out = out;
        this.fromReader = fromReader;
        this.iqs = iqs;
        this.messages = messages;
        this.presences = presences;
        this.access = access;
    }

    /** Takes a stanza from the stream; may wait, which holds up the stream. */
    public void received(Stanza stanza) {
        Jid user = stanza.from().bare();
        if (stanza.kind() == Stanza.Kind.PRESENCE && stanza.type().equals("unavailable")) {
            if (sessions.has(user) || access.permits(user)) {
                sessions.force(user, session -> route(session, stanza));
            }
            return;
        }
        try {
            access.check(stanza);
            submit(user, stanza);
        } catch (StanzaException e) {
            refuseAtOnce(stanza, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(Jid user, Stanza stanza) throws StanzaException, InterruptedException {
        int most = access.limits().sessions();
        if (most > 0 && sessions.count() >= most && !sessions.has(user) && !access.isAdmin(user)) {
            throw access.reached(Limit.SESSIONS, BUSY);
        }
        if (!sessions.submit(
                user, Weight.of(stanza.element()), session -> route(session, stanza))) {
            long count = queueFull.happened();
            if (count > 0) {
                LOG.warn("stanza=refused reason=queue-full count={} user={}", count, user);
            }
            throw access.reached(Limit.QUEUE, SOON);
        }
    }

    /** Answers a stanza one of whose addresses is no JID by RFC 7622. */
    public void unaddressable(Element stanza, InvalidJidException problem) {
        Element error = Unaddressable.reply(stanza, problem);
        if (error != null) {
            fromReader.send(error);
        }
    }

    /** Runs as the owner of the sender's session. */
    private void route(Session session, Stanza stanza) {
        session.heard(stanza);
        try {
            dispatch(session, stanza, addressOf(stanza.to()));
        } catch (StanzaException e) {
            refuse(session, stanza, e);
        } catch (RuntimeException e) {
            LOG.error("stanza=failed kind={} user={}", stanza.kind(), session.user(), e);
            refuse(
                    session,
                    stanza,
                    new StanzaException(
                            PacketError.Condition.internal_server_error,
                            PacketError.Type.cancel,
                            "The gateway failed on this; its log has the reason."));
        }
    }

    private void dispatch(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        switch (stanza.kind()) {
            case MESSAGE -> messages.handle(session, stanza, address);
            case PRESENCE -> presences.handle(session, stanza, address);
            case IQ -> iq(session, stanza, address);
        }
    }

    private void iq(Session session, Stanza stanza, LegacyAddress address) throws StanzaException {
        if (stanza.isAnswer()) {
            return; // answers to requests of ours were matched by the stream
        }
        List<Element> children = stanza.element().elements();
        if (children.size() != 1 || stanza.id() == null) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "An iq request has an id and exactly one child (RFC 6120 section 8.2.3).");
        }
        Element payload = children.getFirst();
        IqHandler handler = iqs.find(stanza.type(), payload);
        Answer answer = handler.answer(new IqRequest(stanza, payload, address, session));
        switch (answer) {
            case Answer.Result(Element result) -> send(Replies.result(stanza, result));
            case Answer.Later() -> {}
        }
    }

    private LegacyAddress addressOf(Jid to) throws StanzaException {
        if (to.local().isEmpty()) {
            return new Gateway();
        }
        try {
            return backend.address(to.local());
        } catch (InvalidJidException e) {
            throw badAddress(to, e);
        }
    }

    /** Another spelling of an address is told the right one. */
    private static StanzaException badAddress(Jid to, InvalidJidException problem) {
        Text text = problem.text();
        String right = problem.rightLocalpart();
        if (right != null) {
            try {
                return Failures.misspelt(text, Jid.of(right, to.domain(), ""));
            } catch (InvalidJidException e) {
                LOG.error("backend=named-no-jid problem=\"{}\"", e.getMessage());
            }
        }
        return new StanzaException(PacketError.Condition.jid_malformed, text);
    }

    private void refuseAtOnce(Stanza stanza, StanzaException problem) {
        if (!stanza.isAnswer() && access.mayTell(stanza.from())) {
            fromReader.send(Replies.error(stanza, problem));
        }
    }

    private void refuse(Session session, Stanza stanza, StanzaException problem) {
        if (!stanza.isAnswer()) {
            send(Replies.error(stanza, problem, session.language()));
        }
    }

    private void send(@Nullable Element stanza) {
        if (stanza != null) {
            out.send(stanza);
        }
    }
}
