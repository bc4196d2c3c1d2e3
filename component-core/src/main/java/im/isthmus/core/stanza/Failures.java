package im.isthmus.core.stanza;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendFailure;
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
        return switch (failure) {
            case BackendFailure.Temporary(String text, var retryAfter) ->
                    new StanzaException(
                            PacketError.Condition.resource_constraint,
                            PacketError.Type.wait,
                            text,
                            retryAfter,
                            null);
            case BackendFailure.Unreachable(String text) ->
                    new StanzaException(
                            PacketError.Condition.remote_server_timeout,
                            PacketError.Type.wait,
                            text);
            case BackendFailure.Rejected(String text) ->
                    new StanzaException(PacketError.Condition.not_acceptable, text);
            case BackendFailure.AuthFailed(String text) ->
                    new StanzaException(PacketError.Condition.not_authorized, text);
            case BackendFailure.MembershipNeeded(String text) ->
                    new StanzaException(PacketError.Condition.registration_required, text);
            case BackendFailure.Banned(String text) ->
                    new StanzaException(
                            PacketError.Condition.forbidden, PacketError.Type.auth, text);
            case BackendFailure.NotAllowed(String text) ->
                    new StanzaException(
                            PacketError.Condition.not_allowed, PacketError.Type.cancel, text);
            case BackendFailure.NickTaken(String text) ->
                    new StanzaException(PacketError.Condition.conflict, text);
            case BackendFailure.BadValue(String text) ->
                    new StanzaException(
                            PacketError.Condition.not_acceptable, PacketError.Type.modify, text);
            case BackendFailure.NotFound(String text) ->
                    new StanzaException(PacketError.Condition.item_not_found, text);
            case BackendFailure.Moved(String text, String newLocalpart) ->
                    new StanzaException(
                            PacketError.Condition.gone,
                            PacketError.Type.cancel,
                            text,
                            null,
                            "xmpp:" + address.apply(newLocalpart) + "?join");
            case BackendFailure.TooMany(String text) ->
                    new StanzaException(
                            PacketError.Condition.service_unavailable, PacketError.Type.wait, text);
            case BackendFailure.Unsupported(String text) ->
                    new StanzaException(PacketError.Condition.feature_not_implemented, text);
        };
    }
}
