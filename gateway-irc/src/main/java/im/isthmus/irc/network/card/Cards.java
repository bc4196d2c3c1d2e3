package im.isthmus.irc.network.card;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.LegacyEvent.NetworkLooks;
import im.isthmus.irc.channel.Card;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.settings.IrcPreferences;
import im.isthmus.irc.spoken.Recent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people and channels say of themselves (IRCv3 draft/metadata-2): subscribes to what is of use
 * and keeps what comes. Has one owner.
 */
public final class Cards {
    private static final String CAPABILITY = "draft/metadata-2";

    /** Of more people and channels nothing is kept. */
    private static final int MAX = 2000;

    /** Channels whose metadata the network tells later. */
    private static final int MAX_LATER = 100;

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MAX_SECONDS = 600;

    private final IrcLink link;
    private final SessionContext context;
    private final Map<String, Card> byName = new Recent<>(MAX);
    private final Set<String> later = new HashSet<>();
    private boolean subscribed;
    private @Nullable Avatar icon;

    public Cards(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
    }

    /** What somebody or a channel says of itself. */
    public Card of(String name) {
        return byName.isEmpty()
                ? Card.NOTHING
                : byName.getOrDefault(link.server().fold(name), Card.NOTHING);
    }

    /** Takes note of what somebody or a channel says of itself; whether that is news. */
    public boolean change(String name, String key, String value) {
        Card before = of(name);
        Card now = before.with(key, value);
        if (now.equals(before)) {
            return false;
        }
        byName.put(link.server().fold(name), now);
        return true;
    }

    /** Those in a channel look like what they said before. */
    public void dress(JoinedChannel channel) {
        if (!byName.isEmpty()) {
            for (Member member : channel.mirror().members()) {
                member.look(of(member.nick()).look());
            }
            channel.card(of(channel.name()));
        }
    }

    /** Somebody is called differently now. */
    public void renamed(String oldNick, String newNick) {
        Card card = byName.remove(link.server().fold(oldNick));
        if (card != null) {
            byName.put(link.server().fold(newNick), card);
        }
    }

    /** Somebody is out of sight: whoever has the nick next is somebody else. */
    public void gone(String nick) {
        if (!byName.isEmpty()) {
            byName.remove(link.server().fold(nick));
        }
    }

    /** What the network offers is known, or is something else now: asks for what is of use. */
    public void refresh() {
        boolean can = link.server().has(CAPABILITY);
        if (can && !subscribed) {
            List<String> words = new ArrayList<>(List.of("*", "SUB"));
            words.addAll(Card.KEYS.subList(0, Math.min(Card.KEYS.size(), most())));
            tell(words);
            show(Card.DISPLAY_NAME, link.preference(IrcPreferences.SHOWN_NAME));
            show(Card.AVATAR, link.preference(IrcPreferences.SHOWN_PICTURE));
        }
        subscribed = can;
        look();
    }

    /** What the network itself looks like (IRCv3 network-icon). */
    private void look() {
        Avatar now = Card.NOTHING.with(Card.AVATAR, link.server().supports().icon()).avatar();
        if (!Objects.equals(now, icon)) {
            icon = now;
            link.publish(new NetworkLooks(link.address(), now));
        }
    }

    /** Of the user, who wants it. */
    private void show(String key, String value) {
        Card own = Card.NOTHING.with(key, value);
        if (own.look() != null) {
            tell(List.of("*", "SET", key, value));
        }
    }

    private void tell(List<String> words) {
        boolean _ = link.server().trySend(IrcMessage.of("METADATA", words.toArray(String[]::new)));
    }

    /** Subscriptions that the network bears; it says so if there is a limit. */
    private int most() {
        String offer = link.server().offered(CAPABILITY);
        for (String token : offer == null ? new String[0] : offer.split(",", -1)) {
            if (token.matches("max-subs=[0-9]{1,6}")) {
                return Integer.parseInt(token.substring("max-subs=".length()));
            }
        }
        return Integer.MAX_VALUE;
    }

    /**
     * The network tells about a channel when it is asked again.
     *
     * @param seconds to wait, as the network says; may be no number
     */
    public void later(String channel, String seconds) {
        String name = link.server().fold(channel);
        if (later.size() >= MAX_LATER || !later.add(name)) {
            return;
        }
        Duration delay =
                seconds.matches("[0-9]{1,6}")
                        ? Duration.ofSeconds(Math.min(Integer.parseInt(seconds), MAX_SECONDS))
                        : SOON;
        SessionContext.Timer _ =
                context.schedule(
                        delay,
                        () -> {
                            if (later.remove(name) && link.channel(channel) != null) {
                                tell(List.of(channel, "SYNC"));
                            }
                        });
    }

    /** The link is lost: all will be told again. */
    public void clear() {
        byName.clear();
        later.clear();
        subscribed = false;
    }
}
