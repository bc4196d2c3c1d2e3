package im.isthmus.irc.capability;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.irc.message.IrcMessage;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Logs in to an account by SASL PLAIN (IRCv3 sasl-3.1, sasl-3.2, RFC 4616). Has one owner. */
public final class SaslLogin {
    /** Of Base64 in one AUTHENTICATE. */
    private static final int CHUNK = 400;

    private static final String MECHANISM = "PLAIN";

    private final String account;
    private final String password;
    private final Consumer<IrcMessage> send;
    private Result result = Result.OPEN;
    private boolean begun;
    private boolean answered;

    /** How far it is. */
    public enum Result {
        OPEN,
        LOGGED_IN,
        FAILED
    }

    /**
     * @param send takes what is to be said to the server
     */
    public SaslLogin(String account, String password, Consumer<IrcMessage> send) {
        this.account = account;
        this.password = password;
        this.send = send;
    }

    /**
     * Whether the server takes what can be offered here.
     *
     * @param mechanisms value of its {@code sasl} capability; empty if it does not tell
     */
    public static boolean offeredBy(String mechanisms) {
        return mechanisms.isEmpty()
                || List.of(mechanisms.toUpperCase(Locale.ROOT).split(",")).contains(MECHANISM);
    }

    /** Begins, also again after {@link Result#FAILED}. */
    public void start() {
        result = Result.OPEN;
        begun = true;
        answered = false;
        send.accept(IrcMessage.of("AUTHENTICATE", MECHANISM));
    }

    public Result result() {
        return result;
    }

    /**
     * Takes an AUTHENTICATE or a numeric from 900 to 908; others do nothing, and none does before
     * {@link #start}: nobody is told a password unasked.
     */
    public void handle(IrcMessage message) {
        if (!begun) {
            return;
        }
        switch (message.command()) {
            case "AUTHENTICATE" -> answer(message.param(0));
            case "903", "907" -> result = Result.LOGGED_IN;
            case "902", "904", "905", "906" -> result = Result.FAILED;
            default -> {}
        }
    }

    private void answer(String challenge) {
        if (result != Result.OPEN) {
            return;
        }
        if (answered || !challenge.equals("+")) {
            send.accept(IrcMessage.of("AUTHENTICATE", "*"));
            return;
        }
        answered = true;
        byte[] credentials = ("\0" + account + "\0" + password).getBytes(UTF_8);
        String response = Base64.getEncoder().encodeToString(credentials);
        int from = 0;
        for (; response.length() - from >= CHUNK; from += CHUNK) {
            send.accept(IrcMessage.of("AUTHENTICATE", response.substring(from, from + CHUNK)));
        }
        String rest = from == response.length() ? "+" : response.substring(from);
        send.accept(IrcMessage.of("AUTHENTICATE", rest));
    }
}
