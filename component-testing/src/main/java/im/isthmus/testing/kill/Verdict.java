package im.isthmus.testing.kill;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of everything.
 *
 * @param rounds how often it was killed
 * @param accepted messages of the network that the gateway said it has
 * @param lost those of them that no user saw
 * @param twoIds messages shown under more than one id, so that clients show them twice
 * @param repeated stanzas that came again with the same id
 * @param repeatedUndelayed those of them that did not say that they are late
 * @param said messages of users
 * @param arrived those of them that the network got
 * @param reported those of them that their sender was told about
 * @param inDoubt those that a killed process had noted
 * @param unreported those of them that neither arrived nor were reported
 * @param unheard those that a killed process had read, if at all, but not yet noted: nobody can
 *     know of them, as components have no acknowledgements (XEP-0198)
 */
public record Verdict(
        int rounds,
        int accepted,
        Set<String> lost,
        Set<String> twoIds,
        int repeated,
        int repeatedUndelayed,
        int said,
        int arrived,
        int reported,
        int inDoubt,
        Set<String> unreported,
        int unheard) {
    static Verdict of(int rounds, Network network, List<Talker> talkers) {
        return new Count(network).of(rounds, talkers);
    }

    /** Counts while it looks at one user after the other. */
    private static final class Count {
        private final Set<String> lost;
        private final Set<String> twoIds = new TreeSet<>();
        private final Set<String> unreported = new TreeSet<>();
        private final Set<String> arrived;
        private final Set<String> inDoubt;
        private final int accepted;
        private int repeated;
        private int undelayed;
        private int said;
        private int reported;
        private int unheard;

        Count(Network network) {
            lost = new TreeSet<>(network.answered());
            accepted = lost.size();
            arrived = network.received();
            inDoubt = network.inDoubt();
        }

        Verdict of(int rounds, List<Talker> talkers) {
            for (Talker talker : talkers) {
                talker.shown().forEach(this::shown);
                for (int i = 1; i <= talker.said(); i++) {
                    said(talker.name() + i, talker);
                }
            }
            return new Verdict(
                    rounds,
                    accepted,
                    lost,
                    twoIds,
                    repeated,
                    undelayed,
                    said,
                    arrived.size(),
                    reported,
                    inDoubt.size(),
                    unreported,
                    unheard);
        }

        private void shown(String message, List<Talker.Shown> stanzas) {
            lost.remove(message);
            if (stanzas.stream().map(Talker.Shown::id).distinct().count() > 1) {
                twoIds.add(message);
            }
            List<Talker.Shown> again = stanzas.subList(1, stanzas.size());
            repeated += again.size();
            undelayed += (int) again.stream().filter(stanza -> !stanza.delayed()).count();
        }

        private void said(String id, Talker talker) {
            said++;
            boolean told = talker.isReported(id);
            reported += told ? 1 : 0;
            if (!told && !arrived.contains(id)) {
                unheard++;
                if (inDoubt.contains(id)) {
                    unreported.add(id);
                }
            }
        }
    }
}
