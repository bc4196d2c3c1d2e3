package im.isthmus.core.backend.event;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;

/** What becomes of the user's account on the network. */
public sealed interface AccountEvent extends LegacyEvent {
    /**
     * The account is in use now. Comes again, unasked, after a link loss.
     *
     * @param text shown as the status of the gateway; may be empty
     */
    record LoggedIn(Text text) implements AccountEvent {}

    /** The account cannot be used; the backend tries again only if the failure is temporary. */
    record LogInFailed(BackendFailure failure) implements AccountEvent {}

    /**
     * The account is no longer in use.
     *
     * @param text shown as the status of the gateway; may be empty
     * @param comingBack whether the backend tries to log in again by itself
     */
    record LoggedOut(Text text, boolean comingBack) implements AccountEvent {}

    /**
     * Something about the account that the user has to know even if nobody is online now: a message
     * from the gateway itself.
     */
    record Notice(Text text) implements AccountEvent {}
}
