package im.isthmus.irc.inbound.tagged;

import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;
import im.isthmus.irc.spoken.SpokenMessages;
import im.isthmus.irc.spoken.SpokenMessages.Reaction;
import im.isthmus.irc.spoken.SpokenMessages.Spoken;

/** What was said and is taken away (IRCv3 draft/message-redaction). */
public final class Redactions {
    private Redactions() {}

    /** {@code REDACT target msgid :reason}. */
    public static void redact(IrcLink link, IrcMessage message) {
        if (Where.waits(link, message, () -> redact(link, message))) {
            return;
        }
        String msgid = message.param(1);
        boolean own = link.server().isMe(message.nick());
        if (own) {
            settle(link, message, msgid);
        }
        Where where = Where.of(link, message.nick(), message.param(0));
        SpokenMessages spoken = link.talk().spoken();
        Reaction reaction = spoken.reaction(msgid);
        if (where != null && reaction != null) {
            if (reaction.conversation().equals(where.name())) {
                TagMessages.show(link, where, reaction, false, message);
            }
            return;
        }
        Spoken said = spoken.find(msgid);
        boolean elsewhere =
                where != null && said != null && !said.conversation().equals(where.name());
        // The rest of a message of several lines goes with its first.
        boolean isRest = !spoken.whole(msgid).equals(msgid);
        if (where == null || !SpokenMessages.isFit(msgid) || elsewhere || isRest) {
            return;
        }
        if (!spoken.redact(msgid)) {
            return; // history repeats it
        }
        boolean byAuthor =
                said != null && link.server().mapping().same(said.nick(), message.nick());
        where.publish(
                link,
                new MessageRetracted(
                        where.in(),
                        where.nick(),
                        msgid,
                        !byAuthor && !where.nick().isEmpty(),
                        MircText.strip(message.param(2)),
                        where.deed(link, message)));
    }

    private static void settle(IrcLink link, IrcMessage message, String msgid) {
        PendingRequest done =
                link.requests()
                        .take(
                                link.server().labels().of(message),
                                each ->
                                        each instanceof PendingRequest.Redact redact
                                                && redact.msgid().equals(msgid));
        if (done instanceof PendingRequest.Redact redact) {
            link.publish(new RequestDone(redact.ref()));
        }
    }
}
