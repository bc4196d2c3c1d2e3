package im.isthmus.core.backend.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.text.Language;

/**
 * Somebody runs a command.
 *
 * @param requester the full JID of a client, or the gateway's own JID on the command line
 * @param address where it was asked for
 * @param admin whether the requester is an admin
 * @param language the requester's
 * @param answers to the form that was filled in last
 */
public record Invocation(
        Jid requester, LegacyAddress address, boolean admin, Language language, Answers answers) {
    /** The requester's bare JID. */
    public Jid user() {
        return requester.bare();
    }

    /** The same with other answers. */
    public Invocation with(Answers others) {
        return new Invocation(requester, address, admin, language, others);
    }
}
