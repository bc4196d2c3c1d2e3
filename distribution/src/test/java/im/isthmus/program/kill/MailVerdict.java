package im.isthmus.program.kill;

import im.isthmus.testing.mail.RelayedMail;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of everything.
 *
 * @param rounds how often it was killed
 * @param accepted mails that the gateway answered by 250
 * @param lost those of them that no user saw
 * @param twoIds mails shown under more than one id, so that clients show them twice
 * @param repeated stanzas that came again with the same id
 * @param said messages that users wrote to mail addresses
 * @param promised those of them that a process had stored before it was killed
 * @param unsent those of them that the relay never got
 * @param relayed mails that the relay took
 * @param sentAgain those of them that it had before, under the same Message-ID
 * @param twoMails messages that came in mails of two Message-IDs
 * @param reported messages that their authors were told could not be taken
 * @param unheard neither sent nor reported: the program died before it had stored them, if it had
 *     them at all; components have no acknowledgements (XEP-0198)
 */
record MailVerdict(
        int rounds,
        int accepted,
        Set<String> lost,
        Set<String> twoIds,
        int repeated,
        int said,
        int promised,
        Set<String> unsent,
        int relayed,
        int sentAgain,
        Set<String> twoMails,
        int reported,
        int unheard) {
    static MailVerdict of(
            int rounds,
            Set<String> accepted,
            Set<String> promised,
            List<RelayedMail> relayed,
            List<Writer> writers) {
        return new Count(accepted, relayed).of(rounds, promised, writers);
    }

    /** Counts while it looks at one user after the other. */
    private static final class Count {
        private final int accepted;
        private final Set<String> lost;
        private final Set<String> twoIds = new TreeSet<>();
        private final List<RelayedMail> relayed;
        private final Map<String, Set<String>> mailsOf;
        private int repeated;
        private int said;
        private int reported;
        private int unheard;

        Count(Set<String> accepted, List<RelayedMail> relayed) {
            this.accepted = accepted.size();
            this.lost = new TreeSet<>(accepted);
            this.relayed = relayed;
            this.mailsOf = mailsOf(relayed);
        }

        MailVerdict of(int rounds, Set<String> promised, List<Writer> writers) {
            for (Writer writer : writers) {
                writer.shown().forEach(this::shown);
                for (int i = 1; i <= writer.said(); i++) {
                    said(writer.name() + "-" + i, writer);
                }
            }
            Set<String> unsent = new TreeSet<>(promised);
            unsent.removeAll(mailsOf.keySet());
            long distinct =
                    relayed.stream().map(mail -> mail.field("Message-ID")).distinct().count();
            return new MailVerdict(
                    rounds,
                    accepted,
                    lost,
                    twoIds,
                    repeated,
                    said,
                    promised.size(),
                    unsent,
                    relayed.size(),
                    (int) (relayed.size() - distinct),
                    twoMails(),
                    reported,
                    unheard);
        }

        private void shown(String mail, List<String> ids) {
            lost.remove(mail);
            long distinct = ids.stream().distinct().count();
            repeated += (int) (ids.size() - distinct);
            if (distinct > 1) {
                twoIds.add(mail);
            }
        }

        private void said(String id, Writer writer) {
            said++;
            boolean told = writer.isReported(id);
            reported += told ? 1 : 0;
            unheard += told || mailsOf.containsKey(id) ? 0 : 1;
        }

        private Set<String> twoMails() {
            Set<String> two = new TreeSet<>();
            mailsOf.forEach((id, mails) -> {
                if (mails.size() > 1) {
                    two.add(id);
                }
            });
            return two;
        }
    }

    /** In which mails, by Message-ID, each message came. */
    private static Map<String, Set<String>> mailsOf(List<RelayedMail> relayed) {
        Map<String, Set<String>> mails = new HashMap<>();
        for (RelayedMail mail : relayed) {
            mail.text()
                    .lines()
                    .filter(line -> line.matches("(alice|bob)-\\d+"))
                    .forEach(id ->
                            mails.computeIfAbsent(id, _ -> new HashSet<>())
                                    .add(mail.field("Message-ID")));
        }
        return mails;
    }
}
