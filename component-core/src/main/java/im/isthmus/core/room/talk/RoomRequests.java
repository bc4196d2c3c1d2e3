package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Stanzas about rooms that the network has not answered yet; each is answered once. */
public final class RoomRequests {
    /** More than a person has open at a time. */
    private static final int MAX = 64;

    /** Longer than networks answer, shorter than clients wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RoomHost host;
    private final Map<MessageRef, Request> open = new LinkedHashMap<>(0);

    public RoomRequests(RoomHost host) {
        this.host = host;
    }

    /** What is to be done when a request was. */
    public interface Next {
        void run() throws StanzaException;
    }

    /** Asks the network; the answer comes by one of the other methods, or when time is up. */
    public void perform(MessageRef ref, Room room, Stanza.Kind kind, UserAction action)
            throws StanzaException {
        perform(ref, room.jid(), kind, action, null);
    }

    /**
     * As {@link #perform(MessageRef, Room, Stanza.Kind, UserAction)}, for one of several steps.
     *
     * @param asked who answers
     * @param next instead of the answer, when this was done; null if there is no more to do
     */
    public void perform(
            MessageRef ref, Jid asked, Stanza.Kind kind, UserAction action, @Nullable Next next)
            throws StanzaException {
        if (open.containsKey(ref) || (open.size() >= MAX && !forgetOne())) {
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    "Your earlier requests are still open. Try again when they are answered.");
        }
        SessionContext.Timer timer = host.schedule(PATIENCE, () -> expired(ref));
        open.put(ref, new Request(asked, kind, next, timer));
        try {
            host.perform(action);
        } catch (StanzaException e) {
            close(ref);
            throw e;
        }
    }

    /** The answer was given in another way. */
    public void settled(MessageRef ref) {
        close(ref);
    }

    /** Answers that it was done; returns false if nobody asked here. */
    public boolean done(MessageRef ref) {
        Request request = close(ref);
        if (request == null) {
            return false;
        }
        Next next = request.next();
        if (next == null) {
            result(ref, request, null);
            return true;
        }
        try {
            next.run();
        } catch (StanzaException e) {
            error(ref, request, e);
        }
        return true;
    }

    /** Answers with what was asked for; nothing if nobody asked here, or no longer waits. */
    public void answered(MessageRef ref, Supplier<Element> payload) {
        Request request = close(ref);
        if (request != null) {
            result(ref, request, payload.get());
        }
    }

    /** Answers that it failed; returns false if nobody asked here. */
    public boolean failed(MessageRef ref, BackendFailure failure) {
        Request request = close(ref);
        if (request != null) {
            error(ref, request, problem(failure));
        }
        return request != null;
    }

    /** Answers a message that did not arrive, from where it was sent to. */
    public void messageFailed(MessageFailed event, String from) {
        MessageRef ref = event.ref();
        close(ref);
        Element error = Muc.stanza(Muc.MESSAGE, from, ref.sender(), "error", ref.id());
        error.add(Replies.errorElement(problem(event.failure()), host.language()));
        host.send(error);
    }

    /** The stanza error that stands for a failure. */
    public StanzaException problem(BackendFailure failure) {
        return Failures.toStanza(failure, local -> host.jid(new LegacyRoom(local)));
    }

    /** Messages may stay unanswered when the network sees no change; iqs may not. */
    private boolean forgetOne() {
        for (Map.Entry<MessageRef, Request> each : open.entrySet()) {
            if (each.getValue().kind() == Stanza.Kind.MESSAGE) {
                close(each.getKey());
                return true;
            }
        }
        return false;
    }

    private void expired(MessageRef ref) {
        Request request = open.remove(ref);
        if (request != null) {
            error(
                    ref,
                    request,
                    new StanzaException(
                            PacketError.Condition.remote_server_timeout,
                            PacketError.Type.wait,
                            "The network did not answer in time. It may have done it all the"
                                    + " same."));
        }
    }

    private @Nullable Request close(MessageRef ref) {
        Request request = open.remove(ref);
        if (request != null) {
            request.timer().cancel();
        }
        return request;
    }

    private void result(MessageRef ref, Request request, @Nullable Element payload) {
        if (request.kind() == Stanza.Kind.IQ) {
            Element result = answer(ref, request, "result");
            if (payload != null) {
                result.add(payload);
            }
            host.send(result);
        }
    }

    private void error(MessageRef ref, Request request, StanzaException problem) {
        Element error = answer(ref, request, "error");
        error.add(Replies.errorElement(problem, host.language()));
        host.send(error);
    }

    private static Element answer(MessageRef ref, Request request, String type) {
        String kind = request.kind().name().toLowerCase(Locale.ROOT);
        return Xml.stanza(kind, request.asked(), ref.sender(), type, ref.id());
    }

    private record Request(
            Jid asked, Stanza.Kind kind, @Nullable Next next, SessionContext.Timer timer) {}
}
