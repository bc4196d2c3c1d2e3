package im.isthmus.irc.channel;

import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.irc.capability.Prefixes;

/**
 * What the ranks of a member are in XMPP: above operator an owner, operator an admin, below it a
 * member; half-operators and above are moderators.
 */
final class Standing {
    private Standing() {}

    static Affiliation affiliation(Prefixes prefixes, int ranks) {
        if (ranks == 0) {
            return Affiliation.NONE;
        }
        int highest = Integer.numberOfTrailingZeros(ranks);
        int operator = prefixes.modes().indexOf('o');
        if (highest == operator) {
            return Affiliation.ADMIN;
        }
        return highest < operator ? Affiliation.OWNER : Affiliation.MEMBER;
    }

    static Role role(Prefixes prefixes, int ranks, boolean moderated) {
        if (ranks == 0) {
            return moderated ? Role.VISITOR : Role.PARTICIPANT;
        }
        int highest = Integer.numberOfTrailingZeros(ranks);
        boolean leads =
                highest <= prefixes.modes().indexOf('o')
                        || highest == prefixes.modes().indexOf('h');
        return leads ? Role.MODERATOR : Role.PARTICIPANT;
    }
}
