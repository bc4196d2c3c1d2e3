package im.isthmus.irc.pending;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.MessageRef;

/** One request of the user that the network answers sooner or later. */
public sealed interface PendingRequest {
    /** Where the request was made. */
    LegacyRoom room();

    /** The channel's name in IRC's words. */
    String channel();

    /** A new topic. */
    record Topic(LegacyRoom room, String channel, MessageRef ref) implements PendingRequest {}

    /** Somebody is to go. */
    record Kick(LegacyRoom room, String channel, MessageRef ref, String nick)
            implements PendingRequest {}

    /** Somebody is to come. */
    record Invite(LegacyRoom room, String channel, MessageRef ref, String nick)
            implements PendingRequest {}

    /** A nick of one's own. */
    record NewNick(LegacyRoom room, String channel, String nick) implements PendingRequest {}

    /** How the user hears that it cannot be. */
    default LegacyEvent refused(BackendFailure failure) {
        return switch (this) {
            case Topic topic -> new LegacyEvent.RequestFailed(topic.ref(), failure);
            case Kick kick -> new LegacyEvent.RequestFailed(kick.ref(), failure);
            case Invite invite -> new LegacyEvent.RequestFailed(invite.ref(), failure);
            case NewNick own -> new LegacyEvent.NickRefused(own.room(), own.nick(), failure);
        };
    }
}
