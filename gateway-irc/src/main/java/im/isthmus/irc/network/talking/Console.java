package im.isthmus.irc.network.talking;

import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a network says that belongs to no room and no contact. Quiet by default: answers come to who
 * asked, errors always.
 */
public final class Console {
    /** How long what the network says is taken for the answer to a console line. */
    private static final Duration ANSWER_WINDOW = Duration.ofSeconds(30);

    /** Errors begin here (RFC 2812 section 5.2). */
    private static final String FIRST_ERROR = "400";

    /** Whose parameters have times: of signing on, of topics, bans and exceptions. */
    private static final Set<String> TIMED = Set.of("317", "333", "346", "348", "367", "728");

    /** Since 1970, for times since 2001. */
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{9}");

    /** How long after the welcome a server still only talks about itself. */
    private static final Duration GREETING = Duration.ofSeconds(10);

    private static final int MAX_MOTD = 10_000;

    private final IrcLink link;
    private final InstantSource clock;
    private final StringBuilder motd = new StringBuilder(0);
    private Instant greetedAt = Instant.EPOCH;
    private @Nullable Instant asked;
    private @Nullable JoinedChannel where;

    public Console(IrcLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** The network has welcomed the user. */
    public void welcomed() {
        greetedAt = clock.instant();
    }

    /** The server's own words to the user; those that come with the welcome are noise. */
    public void notice(String text) {
        if (isListening() || greetedAt.plus(GREETING).isBefore(clock.instant())) {
            tell(text);
        }
    }

    /** The user typed a line. */
    public void asked() {
        asked = clock.instant();
        where = null;
    }

    /** The user typed a line in a channel, and is to be answered there. */
    public void asked(JoinedChannel channel) {
        asked();
        where = channel;
    }

    /** Whether the user may be waiting for an answer. */
    public boolean isListening() {
        return asked != null && asked.plus(ANSWER_WINDOW).isAfter(clock.instant());
    }

    /** Tells an answer of which nothing else has use, if the user wants to hear it. */
    public void answer(IrcMessage message) {
        if (isListening() || (isError(message) && link.server().online())) {
            reply(text(message));
        }
    }

    private static boolean isError(IrcMessage message) {
        return isNumeric(message) && message.command().compareTo(FIRST_ERROR) >= 0;
    }

    private static boolean isNumeric(IrcMessage message) {
        return Character.isDigit(message.command().charAt(0));
    }

    /** Tells who asked, where they asked. */
    private void reply(String text) {
        JoinedChannel channel = where;
        String plain = MircText.strip(text);
        if (channel == null || !isListening() || !channel.equals(link.channel(channel.name()))) {
            tell(plain);
        } else if (!plain.isBlank()) {
            link.publish(channel, new RoomMessage(channel.room(), "", plain, null, null, null));
        }
    }

    /** A line of the message of the day: all of them are one answer. */
    public void motd(IrcMessage message) {
        if (isListening() && motd.length() < MAX_MOTD) {
            motd.append(message.lastParam()).append('\n');
        }
    }

    public void endOfMotd() {
        reply(motd.isEmpty() ? "" : motd.substring(0, motd.length() - 1));
        motd.setLength(0);
    }

    /** There is none, which is news only to who asked for it. */
    public void noMotd(IrcMessage message) {
        if (isListening()) {
            answer(message);
        }
    }

    /** Tells the user in the network's name. */
    public void tell(String text) {
        String plain = MircText.strip(text);
        if (!plain.isBlank()) {
            link.publish(new ConsoleMessage(link.address(), plain));
        }
    }

    /** Numerics begin with the own nick, which is no news; errors name what they are about. */
    private static String text(IrcMessage message) {
        List<String> params = message.params();
        if (!isNumeric(message)) {
            return message.command() + " " + String.join(" ", params);
        }
        boolean timed = TIMED.contains(message.command());
        List<String> words =
                params.stream()
                        .skip(1)
                        .map(word -> timed && SECONDS.matcher(word).matches() ? time(word) : word)
                        .toList();
        int last = words.size() - 1;
        return isError(message) && !timed && last > 0
                ? String.join(" ", words.subList(0, last)) + ": " + words.getLast()
                : String.join(" ", words);
    }

    private static String time(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
    }
}
