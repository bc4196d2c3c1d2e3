package im.isthmus.core.room.state;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.conversation.MessageNames;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** The last messages of a room, for resources that come later. In memory and bounded. */
public final class RoomHistory {
    private final RoomSettings settings;
    private final ArrayDeque<Remembered> lines = new ArrayDeque<>(0);
    private final Set<String> old = new HashSet<>(0);
    private final Map<Reaction, List<String>> reactions = new HashMap<>(0);
    private int chars;
    private @Nullable Instant beginning;
    private @Nullable HistoryPoint end;

    private record Reaction(String sender, String about) {}

    public RoomHistory(RoomSettings settings) {
        this.settings = settings;
    }

    public void add(Remembered line) {
        insert(line);
        reaches(line.name(), line.time());
        chars += line.chars();
        while (lines.size() > settings.historyLength() || chars > settings.historyChars()) {
            chars -= lines.removeFirst().chars();
        }
    }

    /** In the order of time: what was said during an outage may be learned late. */
    private void insert(Remembered line) {
        ArrayDeque<Remembered> later = new ArrayDeque<>(0);
        while (!lines.isEmpty() && lines.getLast().time().isAfter(line.time())) {
            later.addFirst(lines.removeLast());
        }
        lines.addLast(line);
        lines.addAll(later);
    }

    /** Something was said at an earlier stay, or done to what was said. */
    public void was(String name, Instant time) {
        old.add(name);
        reaches(name, time);
    }

    /** Whether something was said or done at an earlier stay, so that it is no news. */
    public boolean isOld(@Nullable String name) {
        return name != null && old.contains(name);
    }

    /** Somebody reacted to what has that name, at an earlier stay: with all of these in the end. */
    public void reacted(String sender, String about, List<String> emojis) {
        reactions.put(new Reaction(sender, about), emojis);
    }

    /** How somebody reacted to what has that name, at an earlier stay. */
    public List<String> reactions(String sender, String about) {
        return reactions.getOrDefault(new Reaction(sender, about), List.of());
    }

    private void reaches(String name, Instant time) {
        if (end == null || end.time().isBefore(time)) {
            end = new HistoryPoint(MessageNames.isFit(name) ? name : null, time);
        }
        if (beginning == null || beginning.isAfter(time)) {
            beginning = time;
        }
    }

    /** Whether a time is not before all that was ever here. */
    public boolean covers(Instant time) {
        return beginning != null && !beginning.isAfter(time);
    }

    /** The newest of all that was ever here; null if there is none. */
    public @Nullable HistoryPoint end() {
        return end;
    }

    /** What has an id, the newest one; null if nothing has. */
    public @Nullable Remembered find(String id) {
        for (Iterator<Remembered> i = lines.descendingIterator(); i.hasNext(); ) {
            Remembered line = i.next();
            if (line.isCalled(id)) {
                return line;
            }
        }
        return null;
    }

    /** Forgets what has an id, and what was said instead of it. */
    public void forget(String id) {
        lines.removeIf(line -> {
            boolean meant = line.isCalled(id);
            chars -= meant ? line.chars() : 0;
            return meant;
        });
    }

    public void clear() {
        lines.clear();
        old.clear();
        reactions.clear();
        chars = 0;
        beginning = null;
        end = null;
    }

    /** The newest messages within the limits, oldest first. */
    public ArrayDeque<Element> select(Room room, Jid to, HistoryLimits limits, Instant now) {
        ArrayDeque<Element> selected = new ArrayDeque<>();
        int charsLeft = limits.maxChars();
        for (Iterator<Remembered> i = lines.descendingIterator(); i.hasNext(); ) {
            Remembered line = i.next();
            if (selected.size() >= limits.maxStanzas()) {
                break;
            }
            if (!limits.allows(line.time(), now)) {
                continue;
            }
            Element stanza = line.toElement(room, to, true);
            if (limits.maxChars() != HistoryLimits.UNLIMITED) {
                // Counted as complete XML, not as text alone (XEP-0045 section 7.2.15).
                charsLeft -= stanza.asXML().length();
                if (charsLeft < 0) {
                    break;
                }
            }
            selected.addFirst(stanza);
        }
        return selected;
    }
}
