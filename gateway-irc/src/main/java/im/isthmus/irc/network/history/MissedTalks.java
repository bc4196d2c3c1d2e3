package im.isthmus.irc.network.history;

import im.isthmus.irc.batch.Batch;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.ServerTime;
import im.isthmus.irc.spoken.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What people said to the user alone while the link was lost, or the gateway was down (IRCv3
 * draft/chathistory): asks who they are, and then what they said. Has one owner.
 */
public final class MissedTalks {
    /** A dead link is not noticed at once. */
    private static final Duration UNNOTICED = Duration.ofMinutes(5);

    /** Clocks within a network differ, and ours from them; what comes twice has the same name. */
    static final Duration SKEW = Duration.ofSeconds(10);

    /** Of names, and of what each of them said. */
    private static final int MAX_PAGES = 10;

    private static final int MAX_PEOPLE = 50;

    private final IrcLink link;
    private final InstantSource clock;
    private final Hearing hearing;
    private final Map<String, Talk> talks = new HashMap<>();
    private boolean kept;
    private boolean listing;
    private int pages;
    private int people;
    private Instant since = Instant.EPOCH;

    /** Somebody whose words are on their way. */
    private static final class Talk {
        private final String nick;
        private Instant after;
        private int pages;

        Talk(String nick, Instant after) {
            this.nick = nick;
            this.after = after;
        }
    }

    public MissedTalks(IrcLink link, InstantSource clock, HeardBook book) {
        this.link = link;
        this.clock = clock;
        this.hearing = new Hearing(book, link.network().name(), clock);
    }

    /** The link is lost, or given up: from here on the user may miss something. */
    public void lost() {
        if (kept && !isCatchingUp()) {
            hearing.complete(clock.instant().minus(UNNOTICED));
        }
        talks.clear();
        listing = false;
        kept = false;
    }

    /** The link is up: asks who talked to the user meanwhile. */
    public void restart() {
        kept = link.history().isKept();
        Instant until = hearing.until();
        talks.clear();
        people = 0;
        pages = 0;
        if (kept && until != null) {
            since = until.minus(SKEW);
            listing = list(since);
        } else if (kept) {
            hearing.complete(clock.instant());
        }
    }

    private boolean isCatchingUp() {
        return listing || !talks.isEmpty();
    }

    /**
     * Something is said between somebody and the user alone, now or as the network repeats it.
     *
     * @return whether it was not heard before
     */
    public boolean hear(IrcMessage message) {
        return !kept || hearing.hear(message, !isCatchingUp());
    }

    /** Those who talked, channels among them: {@code CHATHISTORY TARGETS name time}. */
    public void listed(Batch batch) {
        if (!listing) {
            return;
        }
        Instant last = since;
        for (IrcMessage line : batch.lines()) {
            ask(line.param(1));
            Instant time = ServerTime.read(line.param(2));
            last = time != null && last.isBefore(time) ? time : last;
        }
        boolean more = batch.lines().size() >= page() && last.isAfter(since);
        listing = more && ++pages < MAX_PAGES && list(last.minusMillis(1));
        settle();
    }

    private void ask(String nick) {
        boolean person = !link.server().supports().isChannel(nick) && !link.server().isMe(nick);
        String name = link.server().fold(nick);
        if (person && people < MAX_PEOPLE && !talks.containsKey(name)) {
            Talk talk = new Talk(nick, since);
            people++;
            if (ask(talk)) {
                talks.put(name, talk);
            }
        }
    }

    /** Whether a page of what somebody said is waited for. */
    public boolean isAsked(String nick) {
        return talks.containsKey(link.server().fold(nick));
    }

    /** A page of what somebody said was told to the user. */
    public void arrived(Batch batch) {
        String name = link.server().fold(batch.param(0));
        Talk talk = talks.get(name);
        if (talk == null) {
            return;
        }
        Instant last = talk.after;
        for (IrcMessage line : batch.lines()) {
            Instant time = ServerTime.of(line);
            last = time != null && last.isBefore(time) ? time : last;
        }
        // What was said in the same moment may be on the next page.
        Instant after = last.minusMillis(1);
        boolean more = batch.lines().size() >= page() && after.isAfter(talk.after);
        talk.after = after;
        if (!more || ++talk.pages >= MAX_PAGES || !ask(talk)) {
            talks.remove(name);
            settle();
            askRead(talk.nick);
        }
    }

    /** Of channels that is told on entering, of people only who asks (IRCv3 read-marker). */
    private void askRead(String nick) {
        if (link.server().has("draft/read-marker")) {
            boolean _ = link.server().trySend(IrcMessage.of("MARKREAD", nick));
        }
    }

    /** The network does not tell. */
    public void refused(String subcommand, String target) {
        if (subcommand.equals("TARGETS")) {
            listing = false;
        }
        talks.remove(link.server().fold(target));
        settle();
    }

    /** Once nothing is on its way any more, nothing was missed. */
    private void settle() {
        if (kept && !isCatchingUp()) {
            hearing.complete();
        }
    }

    private boolean list(Instant after) {
        String now = Timestamp.of(clock.instant().plus(SKEW));
        return send("TARGETS", Timestamp.of(after), now);
    }

    private boolean ask(Talk talk) {
        return send("AFTER", talk.nick, Timestamp.of(talk.after));
    }

    private int page() {
        return link.history().page(ChannelHistory.PAGE);
    }

    private boolean send(String what, String first, String second) {
        String most = Integer.toString(page());
        return link.server().trySend(IrcMessage.of("CHATHISTORY", what, first, second, most));
    }
}
