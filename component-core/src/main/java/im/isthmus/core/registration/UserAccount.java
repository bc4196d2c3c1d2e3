package im.isthmus.core.registration;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.StoredWith;
import im.isthmus.core.text.Text;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError;

/**
 * A user's account on the legacy network: registered, changed and removed by whatever way the user
 * likes, logged in as long as a resource is online (XEP-0100 sections 5.1 to 5.5). Used by the
 * owner of the session only; results are completed by the owner too.
 */
public final class UserAccount {
    private static final Logger LOG = LoggerFactory.getLogger(UserAccount.class);

    /** How far the account is in use. */
    public enum Phase {
        /** There is nothing to register for: everybody permitted uses the network as they are. */
        NEEDLESS,
        /** The user did not register. */
        ABSENT,
        LOGGED_OUT,
        LOGGING_IN,
        LOGGED_IN,
        /** The backend is about to log in again by itself. */
        COMING_BACK,
        /** Nobody tries again before the user comes anew. */
        FAILED
    }

    private final AccountHost host;
    private final @Nullable Registration registration;
    private final Enrollment enrollment;
    private @Nullable AccountFields fields;
    private Phase phase;
    private Text text = Text.EMPTY;

    /**
     * The account of the user of a session.
     *
     * @param registration what is asked for; null if there is nothing to register for
     */
    public UserAccount(AccountHost host, Accounts accounts, @Nullable Registration registration) {
        this.host = host;
        this.registration = registration;
        this.enrollment = new Enrollment(host, accounts);
        if (registration == null) {
            phase = Phase.NEEDLESS;
        } else {
            fields = accounts.find(host.user());
            phase = fields == null ? Phase.ABSENT : Phase.LOGGED_OUT;
        }
    }

    /** What users of this gateway are asked for; null if there is nothing to register for. */
    public @Nullable Registration registration() {
        return registration;
    }

    /** What the user registered with; null if they did not. */
    public @Nullable AccountFields fields() {
        return fields;
    }

    public Phase phase() {
        return phase;
    }

    /** Whether the user may use the network: no account is needed, or there is one. */
    public boolean isUsable() {
        return phase != Phase.ABSENT || isOptional();
    }

    /** Whether the user uses the network without an account of their own. */
    public boolean isWithout() {
        return phase == Phase.NEEDLESS || (phase == Phase.ABSENT && isOptional());
    }

    private boolean isOptional() {
        return registration != null && !registration.required();
    }

    /** What the network says about the state; may be empty. */
    public Text text() {
        return text;
    }

    /** Whether something is under way that must not be forgotten. */
    public boolean isBusy() {
        return enrollment.isBusy();
    }

    /**
     * Refuses what needs an account of users who have none.
     *
     * @throws StanzaException registration-required
     */
    public void demand() throws StanzaException {
        if (!isUsable()) {
            throw new StanzaException(
                    PacketError.Condition.registration_required,
                    "Register with this gateway first.");
        }
    }

    /**
     * Registers the user, or changes what they registered with. The credentials are tried on the
     * network first; if they do not work everything stays as it was.
     *
     * @param requester the full JID that asks
     * @param typed what was filled in, by name of the field
     * @return complete once it is stored; fails with {@link StanzaException}
     */
    public CompletableFuture<Void> register(Jid requester, Map<String, String> typed) {
        return register(requester, typed, fields);
    }

    private CompletableFuture<Void> register(
            Jid requester, Map<String, String> typed, @Nullable AccountFields before) {
        AccountFields checked;
        try {
            checked = FieldCheck.check(offered(), typed, before);
        } catch (StanzaException e) {
            return CompletableFuture.failedFuture(e);
        }
        return enrollment.enroll(requester, checked).thenRun(() -> adopt(checked));
    }

    /**
     * As the other, for what the backend found out, which is all there is: no secret of before is
     * left. Fails with {@link BackendException}.
     */
    public CompletableFuture<Void> register(AccountFields found) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        var _ =
                register(host.user(), found.values(), null)
                        .whenComplete((_, problem) -> {
                            if (problem == null) {
                                outcome.complete(null);
                            } else {
                                outcome.completeExceptionally(failure(problem));
                            }
                        });
        return outcome;
    }

    private static Throwable failure(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return cause instanceof StanzaException refused
                ? new BackendException(new BackendFailure.Rejected(refused.message()))
                : cause;
    }

    private Registration offered() throws StanzaException {
        if (registration == null) {
            throw new StanzaException(
                    PacketError.Condition.service_unavailable,
                    "There is nothing to register for: this gateway works without an account.");
        }
        return registration;
    }

    private void adopt(AccountFields now) {
        boolean first = fields == null;
        fields = now;
        LOG.info("account=registered user={} first={}", host.user(), first);
        if (first) {
            phase = Phase.LOGGED_OUT;
        } else {
            logOut();
        }
        // The answer to the registration goes first (XEP-0100 section 5.1).
        host.later(() -> {
            if (fields != null) {
                ask(new AccountAction.AccountKept());
            }
            if (first) {
                host.enrolled();
            }
            if (host.isOnline()) {
                resourceCame();
            }
        });
    }

    /**
     * Removes the account: logs out for ever and deletes everything about the user.
     *
     * @return complete once it is done; fails with {@link StanzaException}
     */
    public CompletableFuture<Void> unregister() {
        if (registration == null || fields == null) {
            return CompletableFuture.failedFuture(
                    new StanzaException(
                            PacketError.Condition.registration_required,
                            "You are not registered with this gateway."));
        }
        return enrollment.withdraw().thenRun(this::leave);
    }

    private void leave() {
        if (fields == null) {
            return;
        }
        ask(new AccountAction.LogOut(true));
        fields = null;
        phase = Phase.ABSENT;
        text = Text.EMPTY;
        LOG.info("account=removed user={}", host.user());
        // The answer to the request goes first (XEP-0100 section 5.3).
        host.later(host::withdrawn);
    }

    /** A resource came online that was not before. */
    public void resourceCame() {
        if (phase == Phase.LOGGED_OUT || phase == Phase.FAILED) {
            logIn();
        }
    }

    /** No resource is online any more. */
    public void lastResourceWent() {
        logOut();
    }

    private void logIn() {
        phase = Phase.LOGGING_IN;
        try {
            host.ask(new AccountAction.LogIn());
        } catch (BackendException e) {
            host.logInRefused(e.failure());
        }
    }

    private void logOut() {
        if (phase == Phase.NEEDLESS || phase == Phase.ABSENT || phase == Phase.LOGGED_OUT) {
            return;
        }
        phase = Phase.LOGGED_OUT;
        text = Text.EMPTY;
        ask(new AccountAction.LogOut(false));
    }

    private void ask(UserAction action) {
        try {
            host.ask(action);
        } catch (BackendException e) {
            LOG.warn("account=refused user={} reason=\"{}\"", host.user(), e.failure().text());
        }
    }

    /** Takes note of what became of the account; returns whether that is news for the user. */
    public boolean note(AccountEvent event) {
        if (phase == Phase.NEEDLESS || phase == Phase.ABSENT || phase == Phase.LOGGED_OUT) {
            return false; // the user has gone meanwhile, or asked for it
        }
        phase =
                switch (event) {
                    case AccountEvent.LoggedIn _ -> Phase.LOGGED_IN;
                    case AccountEvent.LogInFailed failed -> failedAs(failed.failure());
                    case AccountEvent.LoggedOut out ->
                            out.comingBack() ? Phase.COMING_BACK : Phase.FAILED;
                    case AccountEvent.Notice _ -> phase;
                };
        text =
                switch (event) {
                    case AccountEvent.LoggedIn in -> in.text();
                    case AccountEvent.LogInFailed failed -> failed.failure().message();
                    case AccountEvent.LoggedOut out -> out.text();
                    case AccountEvent.Notice _ -> text;
                };
        return true;
    }

    /** After a failure that may pass the backend tries again by itself. */
    private static Phase failedAs(BackendFailure failure) {
        return failure instanceof BackendFailure.Temporary
                        || failure instanceof BackendFailure.Unreachable
                ? Phase.COMING_BACK
                : Phase.FAILED;
    }

    /**
     * Takes the network's answer to a request; returns whether it is about the account.
     *
     * @param also what is stored together with the account
     */
    public boolean done(MessageRef ref, StoredWith also) {
        return enrollment.done(ref, also);
    }

    /** Takes the network's refusal of a request; returns whether it is about the account. */
    public boolean failed(MessageRef ref, BackendFailure failure) {
        return enrollment.failed(ref, failure);
    }

    /**
     * Whether an event has to wait until the user is logged in: the backend logged in to verify the
     * credentials and hears of things already (XEP-0100 section 5.1 step 4).
     */
    public boolean holdsBack(LegacyEvent event) {
        if (event instanceof AccountEvent
                || event instanceof LegacyEvent.AccountVerified
                || event instanceof LegacyEvent.RequestDone
                || event instanceof LegacyEvent.RequestFailed) {
            return false;
        }
        return phase == Phase.LOGGING_IN
                || (phase == Phase.ABSENT && !isOptional() && enrollment.isTrying());
    }

    /** Whether the user did not register and is not about to, so that there is nobody to tell. */
    public boolean isNobody() {
        return !isUsable() && !enrollment.isTrying();
    }
}
