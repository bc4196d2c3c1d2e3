package im.isthmus.irc.login;

import im.isthmus.irc.message.IrcMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to an account by SASL (IRCv3 sasl-3.1, sasl-3.2): by the client certificate if there is
 * one, then by the password without telling it, then by telling it. Has one owner.
 */
public final class SaslLogin {
    /** Of Base64 in one AUTHENTICATE. */
    private static final int CHUNK = 400;

    /** Of a challenge in all. */
    private static final int MAX_CHALLENGE = 8000;

    private final String account;
    private final String password;
    private final boolean certificate;
    private final Consumer<IrcMessage> send;
    private final StringBuilder challenge = new StringBuilder();
    private final List<Mechanism> left = new ArrayList<>();
    private @Nullable Mechanism current;
    private Result result = Result.OPEN;
    private String problem = "";

    /** How far it is. */
    public enum Result {
        OPEN,
        LOGGED_IN,
        FAILED
    }

    /**
     * @param password empty if the certificate is all there is
     * @param certificate whether the connection is made with one
     * @param send takes what is to be said to the server
     */
    public SaslLogin(
            String account, String password, boolean certificate, Consumer<IrcMessage> send) {
        this.account = account;
        this.password = password;
        this.certificate = certificate;
        this.send = send;
    }

    /**
     * Whether the server takes what can be offered here.
     *
     * @param mechanisms value of its {@code sasl} capability; empty if it does not tell
     */
    public boolean offeredBy(String mechanisms) {
        return !among(mechanisms).isEmpty();
    }

    private List<Mechanism> among(String mechanisms) {
        List<Mechanism> all = new ArrayList<>();
        if (certificate) {
            all.add(new External());
        }
        // Where nothing is told, what everybody knows is tried first.
        if (!password.isEmpty() && !mechanisms.isEmpty()) {
            all.add(new ScramSha256(account, password));
        }
        if (!password.isEmpty()) {
            all.add(new Plain(account, password));
        }
        if (!mechanisms.isEmpty()) {
            List<String> names = List.of(mechanisms.toUpperCase(Locale.ROOT).split(",", -1));
            all.removeIf(each -> !names.contains(each.name()));
        }
        return all;
    }

    /** Begins, also again after {@link Result#FAILED}. */
    public void start(String mechanisms) {
        result = Result.OPEN;
        problem = "";
        left.clear();
        left.addAll(among(mechanisms));
        next();
    }

    public Result result() {
        return result;
    }

    /** Why it failed, if that is the server's fault; else empty. */
    public String problem() {
        return problem;
    }

    /**
     * Takes an AUTHENTICATE or a numeric from 900 to 908; others do nothing, and none does before
     * {@link #start}: nobody is told a password unasked.
     */
    public void handle(IrcMessage message) {
        Mechanism now = current;
        if (now == null || result != Result.OPEN) {
            return;
        }
        switch (message.command()) {
            case "AUTHENTICATE" -> challenged(now, message.param(0));
            case "903", "907" -> succeeded(now, message.command().equals("907"));
            case "908" -> {
                List<String> names = List.of(message.param(1).split(",", -1));
                left.removeIf(each -> !names.contains(each.name()));
            }
            case "902", "904", "905", "906" -> {
                if (now.isFinal() || !problem.isEmpty() || left.isEmpty()) {
                    result = Result.FAILED;
                } else {
                    next();
                }
            }
            default -> {}
        }
    }

    private void next() {
        Mechanism now = left.removeFirst();
        current = now;
        challenge.setLength(0);
        send.accept(IrcMessage.of("AUTHENTICATE", now.name()));
    }

    /** A server that has not proved itself is none to tell anything more to. */
    private void succeeded(Mechanism now, boolean already) {
        if (already || now.isBelievable()) {
            result = Result.LOGGED_IN;
        } else {
            problem = "The server could not show that it knows the password.";
            result = Result.FAILED;
        }
    }

    private void challenged(Mechanism now, String chunk) {
        if (!chunk.equals("+")) {
            challenge.append(chunk);
        }
        if (challenge.length() > MAX_CHALLENGE) {
            abort("The server does not stop asking.");
        } else if (chunk.length() != CHUNK) {
            try {
                byte[] question = Base64.getDecoder().decode(challenge.toString());
                challenge.setLength(0);
                answer(now.answer(question));
            } catch (UntrustedServerException e) {
                abort(e.text());
            } catch (IllegalArgumentException e) {
                abort("The server does not keep to Base64.");
            }
        }
    }

    private void abort(String why) {
        problem = why;
        challenge.setLength(0);
        send.accept(IrcMessage.of("AUTHENTICATE", "*"));
    }

    private void answer(byte[] bytes) {
        String response = Base64.getEncoder().encodeToString(bytes);
        int from = 0;
        for (; response.length() - from >= CHUNK; from += CHUNK) {
            send.accept(IrcMessage.of("AUTHENTICATE", response.substring(from, from + CHUNK)));
        }
        String rest = from == response.length() ? "+" : response.substring(from);
        send.accept(IrcMessage.of("AUTHENTICATE", rest));
    }
}
