package im.isthmus.irc.pending;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.message.CaseMapping;

/** One request of the user that the network answers sooner or later. */
public sealed interface PendingRequest {
    /** A new topic. */
    record Topic(LegacyRoom room, String channel, MessageRef ref) implements PendingRequest {}

    /** Somebody is to go. */
    record Kick(LegacyRoom room, String channel, MessageRef ref, String nick)
            implements PendingRequest {}

    /**
     * Somebody is to come.
     *
     * @param reason in one line; may be empty
     */
    record Invite(LegacyRoom room, String channel, MessageRef ref, String nick, String reason)
            implements PendingRequest {}

    /** One of several questions that an order of the user needs. */
    non-sealed interface Step extends PendingRequest {
        MessageRef ref();

        /** Whether a refusal that names this is about the step. */
        boolean isAbout(String subject, CaseMapping mapping);

        /** Whether the answer carries the label of the question. */
        default boolean isLabeled() {
            return true;
        }

        /** The network is through with it and has refused nothing. */
        void settled();
    }

    /**
     * A nick of one's own.
     *
     * @param wanted by the user
     * @param nick what the network has room for of it
     */
    record NewNick(LegacyRoom room, String wanted, String nick) implements PendingRequest {}

    /**
     * Reactions to a message are to change.
     *
     * @param msgid of the message
     */
    record React(LegacyAddressee to, MessageRef ref, String msgid) implements PendingRequest {}

    /**
     * A message is to be taken away.
     *
     * @param msgid of the message
     * @param moderated whether the user is not its author
     */
    record Redact(LegacyAddressee to, MessageRef ref, String msgid, boolean moderated)
            implements PendingRequest {}

    /** How the user hears of the network's answer that it has the request, and no other answer. */
    default LegacyEvent acknowledged() {
        return switch (this) {
            // Done, although nothing has changed by it.
            case Topic _, Kick _, Invite _, NewNick _, Step _ ->
                    refused(new BackendFailure.Rejected("Nothing has changed."));
            case React react -> new LegacyEvent.RequestDone(react.ref());
            case Redact redact -> new LegacyEvent.RequestDone(redact.ref());
        };
    }

    /** How the user hears that it cannot be. */
    default LegacyEvent refused(BackendFailure failure) {
        return switch (this) {
            case Topic topic -> new LegacyEvent.RequestFailed(topic.ref(), failure);
            case Kick kick -> new LegacyEvent.RequestFailed(kick.ref(), failure);
            case Invite invite -> new LegacyEvent.RequestFailed(invite.ref(), failure);
            case React react -> new LegacyEvent.MessageFailed(react.to(), react.ref(), failure);
            case Redact redact when redact.moderated() ->
                    new LegacyEvent.RequestFailed(redact.ref(), failure);
            case Redact redact -> new LegacyEvent.MessageFailed(redact.to(), redact.ref(), failure);
            case Step step -> new LegacyEvent.RequestFailed(step.ref(), failure);
            case NewNick own -> new LegacyEvent.NickRefused(own.room(), own.wanted(), failure);
        };
    }
}
