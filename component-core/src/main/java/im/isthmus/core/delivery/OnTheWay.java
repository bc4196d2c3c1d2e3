package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.table.OutboxTable.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that were sent and that the server has not been heard to have taken. Belongs to the
 * courier's thread.
 */
final class OnTheWay {
    /** Everything from sending to the commit that says it was taken; by place. */
    private final TreeMap<Long, Jid> all = new TreeMap<>();

    /** Sent since the last barrier. */
    private LinkedHashMap<Long, Row> sent = new LinkedHashMap<>();

    /** Sent before the barrier that is under way. */
    private LinkedHashMap<Long, Row> asked = new LinkedHashMap<>();

    void sent(Row row) {
        all.put(row.seq(), row.user());
        sent.put(row.seq(), row);
    }

    /** It is being worked on, though it is not sent yet. */
    void begun(Row row) {
        all.put(row.seq(), row.user());
    }

    boolean has(long seq) {
        return all.containsKey(seq);
    }

    int size() {
        return all.size();
    }

    /** Whether a barrier is needed: something was sent, and none is under way. */
    boolean needsBarrier() {
        return asked.isEmpty() && !sent.isEmpty();
    }

    /** A barrier was sent. */
    void asked() {
        asked = sent;
        sent = new LinkedHashMap<>();
    }

    /** The barrier came back: what it covers, which stays here until that is on the disk. */
    List<Long> taken() {
        List<Long> taken = List.copyOf(asked.keySet());
        asked = new LinkedHashMap<>();
        return taken;
    }

    /** The barrier got no answer, though the link lives: another one has to cover the same. */
    void notAnswered() {
        asked.putAll(sent);
        sent = asked;
        asked = new LinkedHashMap<>();
    }

    /** That they were taken is on the disk. */
    void done(Collection<Long> seqs) {
        seqs.forEach(all::remove);
    }

    /** It came back, or was given up: whether the server took it is of no interest any more. */
    void forget(long seq) {
        all.remove(seq);
        sent.remove(seq);
        asked.remove(seq);
    }

    /**
     * The link is lost: whatever was not confirmed is not sent; its users, and the last of each.
     */
    Map<Jid, Long> lost() {
        List<Row> rows = new ArrayList<>(asked.values());
        rows.addAll(sent.values());
        asked.clear();
        sent.clear();
        Map<Jid, Long> last = new HashMap<>();
        for (Row row : rows) {
            all.remove(row.seq());
            last.merge(row.user(), row.seq(), Math::max);
        }
        return last;
    }
}
