package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.backend.UserAction;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Stanzas about rooms that the network has not answered yet; each is answered once. */
public final class RoomRequests {
    /** More than a person has open at a time. */
    private static final int MAX = 64;

    private final RoomHost host;
    private final Map<MessageRef, Request> open = new LinkedHashMap<>(0);

    public RoomRequests(RoomHost host) {
        this.host = host;
    }

    /** Asks the network; the answer comes by one of the other methods. */
    public void perform(MessageRef ref, Room room, Stanza.Kind kind, UserAction action)
            throws StanzaException {
        if (open.containsKey(ref) || (open.size() >= MAX && !forgetOne())) {
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    "Your earlier requests are still open. Try again when they are answered.");
        }
        open.put(ref, new Request(room.jid(), kind));
        try {
            host.perform(action);
        } catch (StanzaException e) {
            open.remove(ref);
            throw e;
        }
    }

    /** The answer was given in another way. */
    public void settled(MessageRef ref) {
        open.remove(ref);
    }

    /** Answers that it was done; returns false if nobody asked here. */
    public boolean done(MessageRef ref) {
        Request request = open.remove(ref);
        if (request != null && request.kind() == Stanza.Kind.IQ) {
            host.send(answer(ref, request, "result"));
        }
        return request != null;
    }

    /** Answers that it failed; returns false if nobody asked here. */
    public boolean failed(MessageRef ref, BackendFailure failure) {
        Request request = open.remove(ref);
        if (request != null) {
            Element error = answer(ref, request, "error");
            error.add(Replies.errorElement(problem(failure), host.language()));
            host.send(error);
        }
        return request != null;
    }

    /** Answers a message that did not arrive, from where it was sent to. */
    public void messageFailed(MessageFailed event, String from) {
        MessageRef ref = event.ref();
        open.remove(ref);
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
                open.remove(each.getKey());
                return true;
            }
        }
        return false;
    }

    private static Element answer(MessageRef ref, Request request, String type) {
        String kind = request.kind().name().toLowerCase(Locale.ROOT);
        return Xml.stanza(kind, request.room(), ref.sender(), type, ref.id());
    }

    private record Request(Jid room, Stanza.Kind kind) {}
}
