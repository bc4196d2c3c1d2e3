package im.isthmus.irc.network.account;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The one request for an account that is open on a link (IRCv3 draft/account-registration). Has one
 * owner.
 */
public final class AccountRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IrcLink link;
    private final SessionContext context;
    private @Nullable CompletableFuture<Answer> open;
    private SessionContext.@Nullable Timer timer;

    /** What the network said. */
    public sealed interface Answer {
        /** The account is there, and the user logged in to it. */
        record Done(String account) implements Answer {}

        /** The network sent a code to the user by other means, and wants to see it. */
        record CodeNeeded(String account, String text) implements Answer {}

        /** It cannot be, for the reason that the network gives; empty if it said nothing. */
        record Refused(String text) implements Answer {}
    }

    public AccountRequest(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
    }

    /** Sends REGISTER or VERIFY; there is an answer in any case. */
    public CompletionStage<Answer> ask(IrcMessage line) {
        end(new Answer.Refused(""));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (!link.server().trySend(line)) {
            answer.complete(new Answer.Refused(""));
            return answer;
        }
        open = answer;
        timer = context.schedule(PATIENCE, () -> end(new Answer.Refused("")));
        return answer;
    }

    /**
     * {@code REGISTER SUCCESS account :text}, {@code REGISTER VERIFICATION_REQUIRED account :text}
     * and {@code VERIFY SUCCESS account :text}.
     */
    public void answered(IrcMessage message) {
        String account = message.param(1);
        switch (message.param(0)) {
            case "SUCCESS" -> end(new Answer.Done(account));
            case "VERIFICATION_REQUIRED" ->
                    end(new Answer.CodeNeeded(account, message.lastParam()));
            default -> {}
        }
    }

    /** {@code FAIL REGISTER code account :text}; whether somebody waited for it. */
    public boolean refused(String text) {
        boolean waiting = open != null;
        end(new Answer.Refused(text));
        return waiting;
    }

    /** The link is lost. */
    public void lost() {
        end(new Answer.Refused(""));
    }

    private void end(Answer answer) {
        CompletableFuture<Answer> waiting = open;
        SessionContext.Timer running = timer;
        open = null;
        timer = null;
        if (running != null) {
            running.cancel();
        }
        if (waiting != null) {
            waiting.complete(answer);
        }
    }
}
