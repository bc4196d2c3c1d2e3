package im.isthmus.irc.connection.ending;

import im.isthmus.irc.message.IrcMessage;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands why a server is about to close, from numerics and from the text of ERROR. */
public final class Farewell {
    private static final Pattern BANNED =
            Pattern.compile(
                    "\\b([kgzdq]|gz|ak)[:-]?line|\\b(akill|autokill)|\\bbanned\\b|blacklist|dnsbl"
                            + "|\\(killed \\(|\\bkilled by\\b");
    private static final Pattern THROTTLED =
            Pattern.compile(
                    "throttl|too fast|too many|session limit|connection limit|max.*connections"
                            + "|no more connections|connections in use|server is full");

    private @Nullable CloseReason reason;
    private boolean welcomed;

    /** Notes what tells why the end comes. */
    public void note(IrcMessage message) {
        String text = message.lastParam();
        switch (message.command()) {
            case "001" -> {
                welcomed = true;
                reason = null; // whatever was refused before
            }
            case "464" -> loginFailed(text);
            case "FAIL" -> {
                // With and without _TO_CONNECT (IRCv3 standard-replies, account-registration).
                if (message.param(1).startsWith("ACCOUNT_REQUIRED")) {
                    loginFailed(text);
                }
            }
            case "463", "465", "KILL" -> reason = new CloseReason.Banned(text);
            case "ERROR" -> {
                if (reason == null) {
                    reason = classify(text);
                }
            }
            default -> {}
        }
    }

    private void loginFailed(String text) {
        if (!welcomed) {
            reason = new CloseReason.LoginFailed(text);
        }
    }

    /** Why the stream ended, after everything was noted. */
    public CloseReason reason(String otherwise) {
        return reason == null ? new CloseReason.ServerClosed(otherwise) : reason;
    }

    private static CloseReason classify(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (BANNED.matcher(lower).find()) {
            return new CloseReason.Banned(text);
        }
        if (lower.contains("sasl access only")) { // of Solanum
            return new CloseReason.LoginFailed(text);
        }
        return THROTTLED.matcher(lower).find()
                ? new CloseReason.Throttled(text)
                : new CloseReason.ServerClosed(text);
    }
}
