package im.isthmus.email.account.watch;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells a user how the account is: always as presence, and as one message if it needs the user or
 * takes long. Callable from any thread.
 */
final class Bulletin {
    private final Jid user;
    private final BackendContext context;
    private final InstantSource clock;
    private final Duration patience;
    private @Nullable AccountEvent last;
    private @Nullable Instant troubleSince;
    private boolean told;
    private volatile boolean ended;

    /**
     * @param patience trouble that passes within this is not worth a message
     */
    Bulletin(Jid user, BackendContext context, InstantSource clock, Duration patience) {
        this.patience = patience;
        this.user = user;
        this.context = context;
        this.clock = clock;
    }

    /** From now on somebody else tells how the account is. */
    void end() {
        ended = true;
    }

    /** The mailbox is open. */
    synchronized void works() {
        publish(new AccountEvent.LoggedIn(Text.EMPTY));
        if (told) {
            publish(new AccountEvent.Notice(Text.of("Your mail account works again.")));
        }
        told = false;
        troubleSince = null;
    }

    /** Older mail is being read. */
    synchronized void progress(long done, long all) {
        publish(new AccountEvent.LoggedIn(Text.of("{0} of {1} older mails are read.", done, all)));
    }

    /** The server did not let the gateway in; this may be the last it says, or not. */
    synchronized void doubt(Text why) {
        publish(new AccountEvent.LoggedOut(why, true));
    }

    /** It is tried again by itself. */
    synchronized void trouble(Text why) {
        Instant now = clock.instant();
        if (troubleSince == null) {
            troubleSince = now;
        }
        publish(new AccountEvent.LoggedOut(why, true));
        if (!told && troubleSince.plus(patience).isBefore(now)) {
            told = true;
            publish(
                    new AccountEvent.Notice(
                            Text.of(
                                    "Your mail account cannot be reached: {0} It is tried again"
                                            + " and again; you hear of it when it works.",
                                    why)));
        }
    }

    /** Nothing works before the user does something. */
    synchronized void refused(Text why) {
        publish(new AccountEvent.LoggedOut(why, false));
        publish(
                new AccountEvent.Notice(
                        Text.of(
                                "Your mail account does not let the gateway in any more: {0}"
                                        + " Change your registration, or sign in again.",
                                why)));
    }

    /** The user asks; before anything is known, the answer comes by itself. */
    synchronized void repeat() {
        AccountEvent now = last;
        if (now != null) {
            context.asUser(user, session -> session.publish(now));
        }
    }

    private void publish(AccountEvent event) {
        if (ended) {
            return;
        }
        if (!(event instanceof AccountEvent.Notice)) {
            if (event.equals(last)) {
                return;
            }
            last = event;
        }
        context.asUser(user, session -> session.publish(event));
    }
}
