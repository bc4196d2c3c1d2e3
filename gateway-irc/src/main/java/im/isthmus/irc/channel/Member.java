package im.isthmus.irc.channel;

import im.isthmus.core.backend.event.Occupant.Look;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody in a channel. Kept small: channels of thousands are common. */
public final class Member {
    private String nick;
    private @Nullable String userhost;
    private @Nullable String account;
    private int ranks;
    private boolean away;
    private @Nullable String awayText;
    private boolean bot;
    private boolean operator;
    private @Nullable Look look;

    Member(String nick) {
        this.nick = nick;
    }

    public String nick() {
        return nick;
    }

    void nick(String nick) {
        this.nick = nick;
    }

    /** The {@code user@host} that the network shows; null if it did not. */
    public @Nullable String userhost() {
        return userhost;
    }

    public void userhost(@Nullable String userhost) {
        this.userhost = userhost == null ? this.userhost : userhost;
    }

    /** The account logged in to; null if none is known. */
    public @Nullable String account() {
        return account;
    }

    /**
     * The account by extended-join and account-notify, where {@code *} means none.
     *
     * @return whether that is news
     */
    public boolean account(String account) {
        String now = account.isEmpty() || account.equals("*") ? null : account;
        boolean same = now == null ? this.account == null : now.equals(this.account);
        this.account = now;
        return !same;
    }

    /** One bit for each rank held, the highest rank of the network being bit 0. */
    public int ranks() {
        return ranks;
    }

    /** Whether that is news. */
    public boolean ranks(int ranks) {
        boolean news = this.ranks != ranks;
        this.ranks = ranks;
        return news;
    }

    public boolean away() {
        return away;
    }

    /** What they say about being away; null if nothing, or not away. */
    public @Nullable String awayText() {
        return awayText;
    }

    /** Whether that is news; what they say about it stays as it was told. */
    public boolean away(boolean away) {
        return away(away, away ? awayText : null);
    }

    /**
     * Whether that is news.
     *
     * @param text what they say about it; null or empty for nothing
     */
    public boolean away(boolean away, @Nullable String text) {
        String said = text == null || text.isBlank() ? null : text;
        boolean news = this.away != away || !Objects.equals(awayText, said);
        this.away = away;
        this.awayText = said;
        return news;
    }

    /** Whether it is a program (IRCv3 bot-mode). */
    public boolean bot() {
        return bot;
    }

    /** Whether that is news. */
    public boolean bot(boolean bot) {
        boolean news = this.bot != bot;
        this.bot = bot;
        return news;
    }

    /** Whether they run the network (IRCv3 oper-tag). */
    public boolean operator() {
        return operator;
    }

    /** Whether that is news. */
    public boolean operator(boolean operator) {
        boolean news = this.operator != operator;
        this.operator = operator;
        return news;
    }

    /** What they show of themselves; null if nothing is known of that. */
    public @Nullable Look look() {
        return look;
    }

    /**
     * Whether that is news. Who showed something once is not nobody when all of it is taken back.
     *
     * @param look null if they show nothing
     */
    public boolean look(@Nullable Look look) {
        Look next = look == null && this.look != null ? new Look(null, null) : look;
        boolean news = !Objects.equals(next, this.look);
        this.look = next;
        return news;
    }
}
