package im.isthmus.irc.outbound.tagged;

import im.isthmus.core.backend.action.MessageAction.RetractMessage;
import im.isthmus.core.backend.action.RoomAdministration.Moderate;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.MessageId;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.OneLine;
import im.isthmus.irc.order.Asking;
import im.isthmus.irc.pending.Labels;
import im.isthmus.irc.pending.PendingRequest;

/** What the user takes back, or takes away from others (IRCv3 draft/message-redaction). */
public final class Redacting {
    private Redacting() {}

    /** The user's own message (XEP-0424). */
    public static void retract(Target target, RetractMessage action) throws BackendException {
        redact(target, action.original(), action.ref(), "", false);
    }

    /** Anybody's message (XEP-0425). */
    public static void moderate(IrcLink link, Moderate order) throws BackendException {
        LegacyAddressee to = new ToRoom(order.room());
        Target target = new Target(link, to, link.joined(order.room()).name());
        redact(target, order.message(), order.ref(), OneLine.of(order.reason()), true);
    }

    private static void redact(
            Target target, MessageId message, MessageRef ref, String reason, boolean moderated)
            throws BackendException {
        IrcLink link = target.link();
        if (!link.server().has("draft/message-redaction")) {
            throw new BackendException(
                    new BackendFailure.Unsupported("What was said there cannot be taken back."));
        }
        Asking.checkRoom(link);
        String msgid = Reacting.msgid(message.legacyId());
        long label = link.server().label(1);
        // Of a message of several lines each has a name.
        for (String line : link.talk().spoken().lines(msgid)) {
            IrcMessage order =
                    reason.isBlank()
                            ? IrcMessage.of("REDACT", target.name(), line)
                            : IrcMessage.of("REDACT", target.name(), line, reason);
            link.server().send(line.equals(msgid) ? Labels.on(order, label) : order);
        }
        link.requests().add(new PendingRequest.Redact(target.to(), ref, msgid, moderated), label);
    }
}
