package im.isthmus.core.backend.action;

import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.MessageRef;

/** What a user wants with their account on the legacy network (XEP-0100 sections 5.1 to 5.5). */
public sealed interface AccountAction extends UserAction {
    /**
     * Check these credentials by really using them. Answered by {@link LegacyEvent.RequestDone} or
     * -Failed, or by {@link LegacyEvent.AccountVerified}; only then does the core keep them. The
     * session may be logged in with other ones, which go on until then.
     */
    record VerifyAccount(MessageRef ref, AccountFields fields) implements AccountAction {}

    /**
     * What was verified is stored: {@code SessionContext.account} has it from now on. What the user
     * asked to keep running while offline begins with it; {@link LogIn} follows if the user is
     * online.
     */
    record AccountKept() implements AccountAction {}

    /**
     * Begin to use the account that {@code SessionContext.account} has. Answered by {@link
     * AccountEvent.LoggedIn} or {@link AccountEvent.LogInFailed}; asking while logged in is
     * answered at once.
     */
    record LogIn() implements AccountAction {}

    /**
     * The last resource is gone, or the account was removed. What the user asked to keep running
     * may go on, unless {@code forEver}.
     *
     * @param forEver whether the account is removed: forget everything about it
     */
    record LogOut(boolean forEver) implements AccountAction {}
}
