package im.isthmus.irc.order;

import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.capability.Prefixes;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.channel.ModeChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ranks somebody needs to have a role or an affiliation, on a network that has the ranks it
 * has: on some {@code q} and {@code a} are no ranks, and {@code h} is often missing.
 */
final class Ranks {
    private final Prefixes prefixes;
    private final int operator;

    Ranks(Prefixes prefixes) {
        this.prefixes = prefixes;
        this.operator = prefixes.modes().indexOf('o');
    }

    /**
     * The changes that give a role.
     *
     * @param moderated whether only ranks give a voice in the channel
     */
    List<ModeChange> forRole(Member member, Role role, boolean moderated) throws BackendException {
        return switch (role) {
            case MODERATOR -> moderator(member);
            case PARTICIPANT -> {
                List<ModeChange> changes = takeAway(member, this::leads);
                boolean mute = moderated && keeps(member, this::leads) == 0;
                yield mute ? with(give(member, 'v'), changes) : changes;
            }
            case VISITOR -> {
                if (!moderated) {
                    throw refused("Everybody may speak in this channel, for it is not moderated.");
                }
                yield takeAway(member, _ -> true);
            }
            case NONE -> throw refused("Nobody can be here without a role.");
        };
    }

    private List<ModeChange> moderator(Member member) throws BackendException {
        for (int i = 0; i < prefixes.modes().length(); i++) {
            char letter = prefixes.modes().charAt(i);
            if (leads(letter) && has(member, letter)) {
                return List.of();
            }
        }
        return List.of(give(member, prefixes.isMode('h') ? 'h' : 'o'));
    }

    /** The changes that give an affiliation to somebody who is there. */
    List<ModeChange> forAffiliation(Member member, Affiliation affiliation)
            throws BackendException {
        return switch (affiliation) {
            case OWNER -> owner(member);
            case ADMIN -> {
                List<ModeChange> changes = takeAway(member, this::isAboveOperator);
                yield has(member, 'o') ? changes : with(give(member, 'o'), changes);
            }
            case MEMBER -> {
                List<ModeChange> changes = takeAway(member, this::isOperator);
                boolean none = keeps(member, this::isOperator) == 0;
                yield none ? with(give(member, 'v'), changes) : changes;
            }
            case NONE -> takeAway(member, _ -> true);
            case OUTCAST -> throw refused("A ban is no rank.");
        };
    }

    private List<ModeChange> owner(Member member) throws BackendException {
        if (operator <= 0) {
            throw new BackendException(
                    new BackendFailure.Unsupported("This network has no rank above operator."));
        }
        for (int i = 0; i < operator; i++) {
            if (has(member, prefixes.modes().charAt(i))) {
                return List.of();
            }
        }
        char letter = prefixes.modes().substring(0, operator).indexOf('a') >= 0 ? 'a' : 'q';
        return List.of(give(member, letter));
    }

    private ModeChange give(Member member, char letter) throws BackendException {
        if (!prefixes.isMode(letter)) {
            throw new BackendException(
                    new BackendFailure.Unsupported("This network has no such rank."));
        }
        return new ModeChange(true, letter, member.nick());
    }

    /** What is given comes first: who takes an own rank away could no longer give another. */
    private static List<ModeChange> with(ModeChange first, List<ModeChange> rest) {
        List<ModeChange> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private List<ModeChange> takeAway(Member member, Letters which) {
        List<ModeChange> changes = new ArrayList<>();
        for (int i = 0; i < prefixes.modes().length(); i++) {
            char letter = prefixes.modes().charAt(i);
            if (which.contains(letter) && has(member, letter)) {
                changes.add(new ModeChange(false, letter, member.nick()));
            }
        }
        return changes;
    }

    /** How many ranks are left without these. */
    private long keeps(Member member, Letters taken) {
        return prefixes.modes()
                .chars()
                .filter(c -> has(member, (char) c) && !taken.contains((char) c))
                .count();
    }

    private boolean has(Member member, char letter) {
        int rank = prefixes.modes().indexOf(letter);
        return rank >= 0 && (member.ranks() & (1 << rank)) != 0;
    }

    private boolean leads(char letter) {
        return letter == 'h' || isOperator(letter);
    }

    private boolean isOperator(char letter) {
        return prefixes.modes().indexOf(letter) <= operator;
    }

    private boolean isAboveOperator(char letter) {
        return prefixes.modes().indexOf(letter) < operator;
    }

    private static BackendException refused(String text) {
        return new BackendException(new BackendFailure.NotAllowed(text));
    }

    /** Some of the ranks. */
    private interface Letters {
        boolean contains(char letter);
    }
}
