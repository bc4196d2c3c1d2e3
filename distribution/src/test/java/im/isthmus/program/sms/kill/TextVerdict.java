package im.isthmus.program.sms.kill;

import im.isthmus.program.sms.SmsSetup.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of everything.
 *
 * @param said messages of users
 * @param sent of those, that the provider was asked to send
 * @param receipts that users got
 * @param refused messages that came back with an error, sent or not
 * @param unheard that died on the way to the gateway, which nobody could know of
 * @param written messages of phones
 * @param twice messages that the provider was asked to send more than once
 * @param lost messages that the gateway had accepted and that have no end, or one that is not true
 * @param falseReceipts receipts for what did not arrive
 * @param repeatedReceipts messages with several receipts
 * @param unshown messages of phones that the provider was thanked for and the user never saw
 * @param twoIds messages of phones that were shown as two
 */
record TextVerdict(
        int rounds,
        int said,
        int sent,
        int receipts,
        int refused,
        int unheard,
        int written,
        List<String> twice,
        List<String> lost,
        List<String> falseReceipts,
        List<String> repeatedReceipts,
        List<String> unshown,
        List<String> twoIds) {

    static TextVerdict of(
            int rounds, Phones phones, List<Texter> texters, int written, List<Stored> stored) {
        Count count = new Count(phones);
        for (Texter texter : texters) {
            texter.said().forEach(id -> count.said(texter, id, stored));
        }
        for (String text : new HashSet<>(phones.thanked())) {
            count.shown(text, texters);
        }
        return new TextVerdict(
                rounds,
                texters.stream().mapToInt(texter -> texter.said().size()).sum(),
                count.sent,
                count.receipts,
                count.refused,
                count.unheard,
                written,
                count.twice,
                count.lost,
                count.falseReceipts,
                count.repeatedReceipts,
                count.unshown,
                count.twoIds);
    }

    /** Adds up. */
    private static final class Count {
        private final Phones phones;
        private int sent;
        private int receipts;
        private int refused;
        private int unheard;
        private final List<String> twice = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private final List<String> falseReceipts = new ArrayList<>();
        private final List<String> repeatedReceipts = new ArrayList<>();
        private final List<String> unshown = new ArrayList<>();
        private final List<String> twoIds = new ArrayList<>();

        Count(Phones phones) {
            this.phones = phones;
        }

        private void said(Texter texter, String id, List<Stored> stored) {
            long times = phones.count(id);
            boolean delivered = "delivered".equals(phones.end(id));
            boolean receipt = texter.receipts(id) > 0;
            boolean error = texter.error(id) != null;
            sent += times > 0 ? 1 : 0;
            receipts += receipt ? 1 : 0;
            refused += error ? 1 : 0;
            if (times > 1) {
                twice.add(id);
            }
            if (receipt && !delivered) {
                falseReceipts.add(id);
            }
            if (texter.receipts(id) > 1) {
                repeatedReceipts.add(id);
            }
            List<String> states =
                    stored.stream()
                            .filter(row -> row.text().equals(id))
                            .map(Stored::state)
                            .toList();
            if (states.isEmpty() && times == 0 && !error) {
                unheard++;
            } else if (delivered ? !receipt : !error) {
                lost.add(id + " " + states + " sent " + times);
            } else if (!states.isEmpty()
                    && !Set.of("DELIVERED", "FAILED", "UNKNOWN").contains(states.getFirst())) {
                lost.add(id + " " + states + " sent " + times);
            }
        }

        private void shown(String text, List<Texter> texters) {
            List<String> ids =
                    texters.stream().flatMap(texter -> texter.shown(text).stream()).toList();
            if (ids.isEmpty()) {
                unshown.add(text);
            } else if (Set.copyOf(ids).size() > 1) {
                twoIds.add(text);
            }
        }
    }
}
