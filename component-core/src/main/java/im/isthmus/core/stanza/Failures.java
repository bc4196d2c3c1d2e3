package im.isthmus.core.stanza;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.util.function.Function;
import org.xmpp.packet.PacketError;

/** The one switch from what a backend could not do to the error the user sees (RFC 6120 8.3.3). */
public final class Failures {
    private Failures() {}

    /**
     * The stanza error for a failure.
     *
     * @param address makes the JID of a localpart of the gateway, for rooms that moved
     */
    public static StanzaException toStanza(BackendFailure failure, Function<String, Jid> address) {
        Text text = failure.message();
        return switch (failure) {
            case BackendFailure.Temporary f -> temporary(text, f.retryAfter());
            case BackendFailure.Unreachable _ -> error("remote-server-timeout", "wait", text);
            case BackendFailure.Rejected _ -> error("not-acceptable", "cancel", text);
            case BackendFailure.AuthFailed _ -> error("not-authorized", "auth", text);
            case BackendFailure.MembershipNeeded _ -> error("registration-required", "auth", text);
            case BackendFailure.Banned _ -> error("forbidden", "auth", text);
            case BackendFailure.NotAllowed _ -> error("not-allowed", "cancel", text);
            case BackendFailure.NickTaken _ -> error("conflict", "cancel", text);
            case BackendFailure.BadValue _ -> error("not-acceptable", "modify", text);
            case BackendFailure.NotFound _ -> error("item-not-found", "cancel", text);
            case BackendFailure.Moved f -> moved(text, address.apply(f.newLocalpart()));
            case BackendFailure.TooMany _ -> error("service-unavailable", "wait", text);
            case BackendFailure.Policy _ -> StanzaException.policyViolation(text);
            case BackendFailure.Offline _ -> error("recipient-unavailable", "wait", text);
            case BackendFailure.Unsupported _ -> error("feature-not-implemented", "cancel", text);
        };
    }

    private static StanzaException error(String condition, String type, Text text) {
        return new StanzaException(
                PacketError.Condition.fromXMPP(condition),
                PacketError.Type.fromXMPP(type),
                text,
                null,
                null);
    }

    private static StanzaException temporary(Text text, Duration retryAfter) {
        return new StanzaException(
                PacketError.Condition.resource_constraint,
                PacketError.Type.wait,
                text,
                retryAfter,
                null);
    }

    /** The error for another spelling of an address: it names the right one (RFC 6120 8.3.3.5). */
    public static StanzaException misspelt(Text text, Jid right) {
        return gone(text, right.uri());
    }

    private static StanzaException moved(Text text, Jid room) {
        return gone(text, room.uri() + "?join");
    }

    private static StanzaException gone(Text text, String uri) {
        return new StanzaException(
                PacketError.Condition.gone, PacketError.Type.cancel, text, null, uri);
    }
}
