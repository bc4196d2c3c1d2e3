package im.isthmus.irc.outbound.tagged;

import im.isthmus.core.backend.action.MessageAction.React;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.text.Text;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.order.Asking;
import im.isthmus.irc.pending.Labels;
import im.isthmus.irc.pending.PendingRequest;
import im.isthmus.irc.spoken.SpokenMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's reactions (XEP-0444). XMPP says which ones there are, IRC which ones come and go
 * (IRCv3 draft/react).
 */
public final class Reacting {
    private Reacting() {}

    /** Tells the network the difference. */
    public static void react(Target target, React action) throws BackendException {
        IrcLink link = target.link();
        Asking.checkRoom(link);
        String msgid = msgid(action.message().legacyId());
        String me = link.server().nick();
        SpokenMessages spoken = link.talk().spoken();
        List<String> before = link.talk().reactions(target.to(), msgid, me);
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(action.emojis());
        List<String> added = new ArrayList<>(action.emojis());
        added.removeAll(before);
        for (String emoji : gone) {
            send(target, action, msgid, "+draft/unreact", emoji);
        }
        for (String emoji : added) {
            send(target, action, msgid, "+draft/react", emoji);
        }
        boolean nothing = gone.isEmpty() && added.isEmpty();
        if (nothing || !link.server().has("echo-message")) {
            gone.forEach(emoji -> spoken.react(msgid, me, emoji, false));
            added.forEach(emoji -> spoken.react(msgid, me, emoji, true));
            if (target.to() instanceof ToRoom) {
                link.publish(new Reacted(target.to(), me, msgid, action.emojis()));
            }
            link.publish(new RequestDone(action.ref()));
        } else if (!(target.to() instanceof ToRoom)) {
            // The echo goes to nobody who could show it.
            gone.forEach(emoji -> spoken.react(msgid, me, emoji, false));
            added.forEach(emoji -> spoken.react(msgid, me, emoji, true));
        }
    }

    private static void send(Target target, React action, String msgid, String tag, String emoji)
            throws BackendException {
        IrcLink link = target.link();
        long label = link.server().label(1);
        IrcMessage line = IrcMessage.of("TAGMSG", target.name()).withTag(tag, emoji);
        link.server().send(Labels.on(link.server().answering(line, msgid), label));
        if (label != 0) {
            var request = new PendingRequest.React(target.to(), action.ref(), msgid);
            link.requests().add(request, label);
        }
    }

    /** A message's name on the network. */
    static String msgid(@Nullable String legacyId) throws BackendException {
        if (legacyId == null || !SpokenMessages.isFit(legacyId)) {
            throw new BackendException(
                    new BackendFailure.NotFound(
                            Text.of("The network does not know this message any more.")));
        }
        return legacyId;
    }
}
