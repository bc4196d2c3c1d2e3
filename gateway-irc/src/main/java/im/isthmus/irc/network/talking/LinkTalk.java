package im.isthmus.irc.network.talking;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.irc.batch.OpenBatches;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.OwnTyping;
import im.isthmus.irc.spoken.OwnWords;
import im.isthmus.irc.spoken.Recent;
import im.isthmus.irc.spoken.SpokenMessages;
import im.isthmus.irc.spoken.Typists;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is being said on a link, and what is remembered of it for a while. */
public final class LinkTalk {
    private static final int MAX_MARKS = 200;
    private static final int MAX_TYPED = 50;

    private final SpokenMessages spoken = new SpokenMessages();
    private final OwnWords ownWords = new OwnWords();
    private final OpenBatches batches = new OpenBatches();
    private final Map<String, Boolean> garbled = new Recent<>(MAX_MARKS);
    private final Map<String, Instant> marks = new Recent<>(MAX_MARKS);
    private final Map<List<String>, Boolean> typed = new Recent<>(MAX_TYPED);
    private final IrcLink link;
    private final SessionContext context;
    private final Typists typists;
    private final OwnTyping ownTyping;

    public LinkTalk(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
        this.typists = new Typists(context);
        this.ownTyping =
                new OwnTyping(
                        context,
                        (target, value) ->
                                link.server()
                                        .trySend(
                                                IrcMessage.of("TAGMSG", target)
                                                        .withTag("+typing", value)));
    }

    /** What was said lately. */
    public SpokenMessages spoken() {
        return spoken;
    }

    /** All reactions of somebody to a message, those of an earlier stay included. */
    public List<String> reactions(LegacyAddressee in, String msgid, String nick) {
        return spoken.reactions(
                msgid,
                nick,
                () ->
                        in instanceof ToRoom to
                                ? context.reactions(to.room(), nick, msgid)
                                : List.of());
    }

    /** What the user said last. */
    public OwnWords ownWords() {
        return ownWords;
    }

    /** Lines that are not complete yet. */
    public OpenBatches batches() {
        return batches;
    }

    /** Who is typing. */
    public Typists typists() {
        return typists;
    }

    /** Whether the user is. */
    public OwnTyping ownTyping() {
        return ownTyping;
    }

    /** Whether it is the first time that something cannot be written in a conversation. */
    public boolean isNewlyGarbled(String conversation) {
        return garbled.put(conversation, true) == null;
    }

    /** A line as such goes to the network, of which the user is not told when it comes back. */
    public void typed(IrcMessage line) {
        if (line.command().equals("PRIVMSG") || line.command().equals("NOTICE")) {
            typed.put(words(line), true);
        }
    }

    /** Whether something that comes back is such a line. */
    public boolean wasTyped(IrcMessage echo) {
        return typed.remove(words(echo)) != null;
    }

    /** What is said to whom, whose nick some networks give back as its owner spells it. */
    private List<String> words(IrcMessage line) {
        return List.of(link.server().fold(line.param(0)), line.param(1));
    }

    /** The user has read up to a time, here or elsewhere; whether that is further than before. */
    public boolean mark(String conversation, Instant time) {
        Instant before = marks.get(conversation);
        boolean further = before == null || before.isBefore(time);
        if (further) {
            marks.put(conversation, time);
        }
        return further;
    }

    /** The connection is over. */
    public void clear() {
        batches.clear();
        typists.clear();
        ownTyping.clear();
    }
}
