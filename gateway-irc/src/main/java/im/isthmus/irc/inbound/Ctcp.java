package im.isthmus.irc.inbound;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The client-to-client protocol. Actions are messages; a few questions the gateway answers itself,
 * so that nobody learns what client a user has; all else is let pass.
 */
final class Ctcp {
    private static final char MARK = '\u0001';
    private static final String ACTION = "ACTION ";

    /** Longer is no use to whoever measures the way. */
    private static final int MAX_PING = 50;

    private final InstantSource clock;

    Ctcp(InstantSource clock) {
        this.clock = clock;
    }

    static boolean isCtcp(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK;
    }

    /** An action as XMPP writes it (XEP-0245); null if this is another CTCP. */
    static @Nullable String action(String text) {
        return text.startsWith(ACTION, 1)
                ? "/me " + content(text).substring(ACTION.length())
                : null;
    }

    /** Answers a question to the user, within reason. */
    void answer(IrcLink link, String nick, String text) {
        String content = content(text);
        int space = content.indexOf(' ');
        String question = space < 0 ? content : content.substring(0, space);
        String rest = space < 0 ? "" : content.substring(space + 1);
        String answer =
                switch (question) {
                    case "VERSION" -> "VERSION Isthmus, an XMPP gateway";
                    case "PING" -> rest.length() > MAX_PING ? null : "PING " + rest;
                    case "TIME" ->
                            "TIME "
                                    + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                            clock.instant().atOffset(ZoneOffset.UTC));
                    case "CLIENTINFO" -> "CLIENTINFO ACTION CLIENTINFO PING SOURCE TIME VERSION";
                    case "SOURCE" -> "SOURCE Isthmus";
                    case "DCC" -> "ERRMSG DCC :This user cannot receive by DCC.";
                    default -> null;
                };
        if (answer != null && link.ctcpAnswers().spend()) {
            link.server().trySend(IrcMessage.of("NOTICE", nick, MARK + answer + MARK));
        }
    }

    /** The text between the marks; the second one is often cut off. */
    private static String content(String text) {
        int end = text.length() > 1 && text.charAt(text.length() - 1) == MARK ? 1 : 0;
        return text.substring(1, text.length() - end);
    }
}
