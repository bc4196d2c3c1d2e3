package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.MessageEvent.SentElsewhere;
import im.isthmus.core.content.Content;
import im.isthmus.irc.format.MircReader;
import im.isthmus.irc.inbound.tagged.ReplyTags;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.ServerTime;
import im.isthmus.irc.spoken.SpokenMessages;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the user says to somebody alone by another client, behind the same bouncer or at a network
 * that lets several in (echo-message, znc.in/self-message).
 */
final class Elsewhere {
    /** What no nick has: addresses of services, and masks. Passwords go there. */
    private static final String NOT_IN_NICKS = "@!.$%,*";

    private final InstantSource clock;

    Elsewhere(InstantSource clock) {
        this.clock = clock;
    }

    void said(IrcLink link, IrcMessage message) {
        Content content = content(message);
        boolean nothing = content.body().isBlank() || mayBeOurs(link, message);
        LegacyContact contact = nothing ? null : contact(link, message.param(0));
        if (contact == null) {
            return;
        }
        String conversation = link.server().fold(message.param(0));
        String msgid = message.tag("msgid");
        Instant time = ServerTime.of(message);
        link.lifecycle().talked();
        link.talk().ownWords().forget(conversation);
        link.talk().spoken().said(msgid, conversation, message.nick(), content.body(), time);
        link.publish(
                new SentElsewhere(
                        contact,
                        msgid,
                        ReplyTags.content(link, message, content),
                        ServerTime.ofPast(message, clock)));
    }

    private static Content content(IrcMessage message) {
        String text = message.param(1);
        String said = Ctcp.isCtcp(text) ? Ctcp.action(text) : text;
        boolean reaction = text.equals(message.tag("+draft/react"));
        return MircReader.read(said == null || reaction ? "" : said);
    }

    /** It comes back late, as it was typed, or as a bouncer repeats it, which gives no names. */
    private boolean mayBeOurs(IrcLink link, IrcMessage message) {
        boolean nameless = !SpokenMessages.isFit(message.tag("msgid"));
        boolean repeated =
                message.tag("batch") != null || ServerTime.ofPast(message, clock) != null;
        return link.server().labels().of(message) != 0
                || link.talk().wasTyped(message)
                || (nameless && repeated);
    }

    /** Whom it was said to; null if it is nobody that the user talks with. */
    private static @Nullable LegacyContact contact(IrcLink link, String target) {
        boolean person =
                !target.isEmpty()
                        && !link.server().supports().isChannel(target)
                        && target.chars().noneMatch(c -> NOT_IN_NICKS.indexOf(c) >= 0);
        boolean silent =
                Talks.isService(target) && !link.addresses().knows(target, link.server().mapping());
        return person && !silent ? link.addresses().contact(target, link.server().mapping()) : null;
    }
}
