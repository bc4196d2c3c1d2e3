package im.isthmus.irc.inbound.tagged;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.SpokenMessages;
import im.isthmus.irc.spoken.SpokenMessages.Spoken;
import org.jspecify.annotations.Nullable;

/** What a message answers to (IRCv3 reply). */
public final class ReplyTags {
    private ReplyTags() {}

    /** The msgid of what is answered to; null if nothing is. */
    static @Nullable String answered(IrcMessage message) {
        if (message.tags().isEmpty()) {
            return null;
        }
        String ratified = message.tag("+reply");
        String id = ratified != null ? ratified : message.tag("+draft/reply");
        return SpokenMessages.isFit(id) ? id : null;
    }

    /** A content with what it answers to. */
    public static Content content(IrcLink link, IrcMessage message, Content content) {
        String answered = answered(message);
        if (answered == null) {
            return content;
        }
        SpokenMessages spoken = link.talk().spoken();
        String whole = spoken.whole(answered);
        Spoken said = spoken.find(whole);
        boolean inChannel = link.channel(message.param(0)) != null;
        // Outside rooms authors have addresses, and who answers there is no question.
        String author = said == null || !inChannel ? null : said.nick();
        String quote = said == null ? null : said.text();
        return content.withReply(new Reply(new MessageId("", whole), author, quote));
    }
}
