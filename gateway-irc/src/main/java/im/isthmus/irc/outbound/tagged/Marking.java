package im.isthmus.irc.outbound.tagged;

import im.isthmus.core.backend.action.MessageAction.MarkDisplayed;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.SpokenMessages.Spoken;
import im.isthmus.irc.spoken.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells the network up to where the user has read (IRCv3 draft/read-marker); nobody else hears. */
public final class Marking {
    private Marking() {}

    /** Nothing if the network keeps no marks, or does not know the message. */
    public static void displayed(Target target, MarkDisplayed action) {
        IrcLink link = target.link();
        String msgid = action.message().legacyId();
        Spoken said = msgid == null ? null : link.talk().spoken().find(msgid);
        Instant time = said == null ? null : said.time();
        if (time == null || !link.server().has("draft/read-marker")) {
            return;
        }
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        boolean _ = link.talk().mark(link.server().fold(target.name()), whole);
        boolean _ =
                link.server()
                        .trySend(IrcMessage.of("MARKREAD", target.name(), Timestamp.of(whole)));
    }
}
