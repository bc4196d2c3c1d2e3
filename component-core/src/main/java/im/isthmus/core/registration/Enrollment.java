package im.isthmus.core.registration;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.StoredWith;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * One user's way into and out of the list of accounts: credentials are tried on the network before
 * they are stored, and stored before the user hears of it (XEP-0100 section 5.1).
 */
final class Enrollment {
    /** Networks that take longer than this count as down. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AccountHost host;
    private final Accounts accounts;
    private @Nullable Attempt attempt;
    private long attempts;
    private boolean withdrawing;

    /** Credentials that are being tried. */
    private record Attempt(
            MessageRef ref,
            AccountFields fields,
            CompletableFuture<Void> outcome,
            SessionContext.Timer timer) {}

    Enrollment(AccountHost host, Accounts accounts) {
        this.host = host;
        this.accounts = accounts;
    }

    /** Whether credentials are being tried or stored now. */
    boolean isTrying() {
        return attempt != null;
    }

    /** Whether something is under way that must not be forgotten. */
    boolean isBusy() {
        return isTrying() || withdrawing;
    }

    /**
     * Tries credentials and stores them.
     *
     * @param requester the full JID that asked
     * @return fails with {@link StanzaException}
     */
    CompletableFuture<Void> enroll(Jid requester, AccountFields fields) {
        if (isBusy()) {
            return CompletableFuture.failedFuture(stillAtWork());
        }
        MessageRef ref = new MessageRef(requester, "account-" + ++attempts, null);
        SessionContext.Timer timer =
                host.schedule(
                        PATIENCE,
                        () ->
                                failed(
                                        ref,
                                        new BackendFailure.Unreachable(
                                                "The network does not answer: try again later.")));
        Attempt made = new Attempt(ref, fields, new CompletableFuture<>(), timer);
        attempt = made;
        try {
            host.ask(new AccountAction.VerifyAccount(ref, fields));
        } catch (BackendException e) {
            failed(ref, e.failure());
        }
        return made.outcome();
    }

    /**
     * Takes the network's answer; returns whether it is about this.
     *
     * @param also what is stored together with the credentials
     */
    boolean done(MessageRef ref, StoredWith also) {
        Attempt tried = attempt;
        if (tried == null || !tried.ref().equals(ref)) {
            return false;
        }
        tried.timer().cancel();
        var _ =
                accounts.keep(host.user(), tried.fields(), also)
                        .whenComplete((_, problem) -> host.later(() -> stored(tried, problem)));
        return true;
    }

    private void stored(Attempt tried, @Nullable Throwable problem) {
        attempt = null;
        if (problem == null) {
            tried.outcome().complete(null);
        } else {
            tried.outcome().completeExceptionally(notStored());
        }
    }

    /** Takes the network's refusal; returns whether it is about this. */
    boolean failed(MessageRef ref, BackendFailure failure) {
        Attempt tried = attempt;
        if (tried == null || !tried.ref().equals(ref)) {
            return false;
        }
        tried.timer().cancel();
        attempt = null;
        tried.outcome().completeExceptionally(refusal(failure));
        return true;
    }

    /** Forgets the user; fails with {@link StanzaException}. */
    CompletableFuture<Void> withdraw() {
        if (isBusy()) {
            return CompletableFuture.failedFuture(stillAtWork());
        }
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        withdrawing = true;
        var _ =
                accounts.remove(host.user())
                        .whenComplete((_, problem) ->
                                host.later(() -> {
                                    withdrawing = false;
                                    if (problem == null) {
                                        outcome.complete(null);
                                    } else {
                                        outcome.completeExceptionally(notStored());
                                    }
                                }));
        return outcome;
    }

    /** Wrong credentials are not-acceptable here, not not-authorized (XEP-0100 example 15). */
    private StanzaException refusal(BackendFailure failure) {
        if (failure instanceof BackendFailure.AuthFailed) {
            return new StanzaException(
                    PacketError.Condition.not_acceptable,
                    PacketError.Type.modify,
                    failure.message(),
                    null,
                    null);
        }
        return host.problem(failure);
    }

    private static StanzaException stillAtWork() {
        return new StanzaException(
                PacketError.Condition.resource_constraint,
                PacketError.Type.wait,
                "Your last registration is still being checked: wait for its answer.");
    }

    private static StanzaException notStored() {
        return new StanzaException(
                PacketError.Condition.internal_server_error,
                PacketError.Type.wait,
                "The gateway cannot store this now: try again later.");
    }
}
