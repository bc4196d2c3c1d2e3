package im.isthmus.irc.people;

import im.isthmus.irc.channel.Channels;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody behind a nick can be known again.
 *
 * @param account that the nick is logged in to; null if none is known
 * @param userhost its {@code user@host}; null if unknown
 */
public record Face(@Nullable String account, @Nullable String userhost) {
    /** As it is seen in the channels that the user is in; nothing of it if it is in none. */
    public static Face in(Channels channels, String nick) {
        for (JoinedChannel channel : channels.all()) {
            Member member = channel.mirror().member(nick);
            if (member != null) {
                return new Face(member.account(), member.userhost());
            }
        }
        return new Face(null, null);
    }

    /** Whether this is certainly not, or may well not be, the same person. */
    boolean isStrangeTo(Face other) {
        if (account != null && other.account != null) {
            return !account.equals(other.account);
        }
        return userhost != null && other.userhost != null && !userhost.equals(other.userhost);
    }

    /** The face with what this one does not show taken from an earlier one. */
    public Face or(Face earlier) {
        return new Face(
                account == null ? earlier.account : account,
                userhost == null ? earlier.userhost : userhost);
    }

    @Override
    public String toString() {
        String host = userhost == null ? "" : userhost;
        return account == null ? host : host + " (account " + account + ")";
    }
}
