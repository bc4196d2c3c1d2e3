package im.isthmus.irc.network.history;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What people said to the user alone while the link was lost (IRCv3 draft/chathistory): asks who
 * they are, and then what they said. Has one owner.
 */
public final class MissedTalks {
    /** A dead link is not noticed at once; what comes twice is found by its name. */
    private static final Duration UNNOTICED = Duration.ofMinutes(5);

    private static final int MAX_PEOPLE = 20;
    private static final int MAX_MESSAGES = 50;

    private final IrcLink link;
    private final InstantSource clock;
    private @Nullable Instant since;
    private int asked;

    public MissedTalks(IrcLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** The link is lost: from here on the user may miss something. */
    public void lost() {
        since = clock.instant().minus(UNNOTICED);
    }

    /** The link is up: asks who talked to the user. */
    public void restart() {
        Instant from = since;
        // Without names what was heard already could not be told from what was not.
        boolean can = link.history().isKept() && link.server().has("message-tags");
        asked = 0;
        if (from != null && can) {
            send("TARGETS", Timestamp.of(from), Timestamp.of(clock.instant()), MAX_PEOPLE);
        }
        since = can ? from : null;
    }

    /** {@code CHATHISTORY TARGETS name time}: somebody did, or a channel was not silent. */
    public void told(IrcMessage message) {
        Instant from = since;
        String name = message.param(1);
        boolean person = !link.server().supports().isChannel(name) && !link.server().isMe(name);
        if (from != null && person && asked < MAX_PEOPLE) {
            asked++;
            send("LATEST", name, Timestamp.of(from), MAX_MESSAGES);
        }
    }

    /** Whether what somebody said is asked for, and was not heard. */
    public boolean isMissed(IrcMessage message) {
        String msgid = message.tag("msgid");
        return since != null && msgid != null && link.talk().spoken().find(msgid) == null;
    }

    private void send(String what, String first, String second, int limit) {
        int most = link.server().supports().historyLimit();
        int number = most == 0 ? limit : Math.min(most, limit);
        String text = Integer.toString(number);
        boolean _ = link.server().trySend(IrcMessage.of("CHATHISTORY", what, first, second, text));
    }
}
