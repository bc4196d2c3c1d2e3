package im.isthmus.irc.spoken;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was said lately on one network, by its msgid, so that what is done to it can be understood:
 * answers, reactions and redactions name nothing but the msgid (IRCv3 message-ids). Has one owner.
 */
public final class SpokenMessages {
    private static final int MAX_MESSAGES = 300;
    private static final int MAX_REACTED = 300;
    private static final int MAX_REACTIONS = 20;

    /** Servers use 20 to 40 characters. */
    private static final int MAX_ID_CHARS = 200;

    private static final int MAX_TEXT_CHARS = 200;

    private final Map<String, Spoken> messages = new Recent<>(MAX_MESSAGES);
    private final Map<String, String> wholes = new Recent<>(MAX_MESSAGES);
    private final Map<String, List<String>> parts = new Recent<>(MAX_MESSAGES);
    private final Map<Reacted, Set<String>> reactions = new Recent<>(MAX_REACTED);

    /**
     * Something said.
     *
     * @param conversation folded name of the channel, or folded nick of the other one
     * @param nick of who said it
     * @param text how it begins
     * @param time when it was said; null if unknown
     */
    public record Spoken(String conversation, String nick, String text, @Nullable Instant time) {
        private Spoken by(String other) {
            return new Spoken(conversation, other, text, time);
        }
    }

    private final Map<String, Boolean> redacted = new Recent<>(MAX_MESSAGES);
    private final Map<String, Reaction> deeds = new Recent<>(MAX_REACTED);

    private record Reacted(String msgid, String nick) {}

    /**
     * One reaction.
     *
     * @param conversation as of what is said
     * @param msgid of what it is about
     * @param nick of who reacted
     */
    public record Reaction(String conversation, String msgid, String nick, String emoji) {
        private Reaction by(String other) {
            return new Reaction(conversation, msgid, other, emoji);
        }
    }

    /** Whether a msgid is one that anybody should remember. */
    public static boolean isFit(@Nullable String msgid) {
        return msgid != null
                && !msgid.isEmpty()
                && msgid.length() <= MAX_ID_CHARS
                && msgid.charAt(0) != ':'
                && msgid.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Remembers what was said; does nothing if it has no name. */
    public void said(
            @Nullable String msgid,
            String conversation,
            String nick,
            String text,
            @Nullable Instant time) {
        if (msgid != null && isFit(msgid)) {
            String start = text.substring(0, Math.min(text.length(), MAX_TEXT_CHARS));
            messages.put(msgid, new Spoken(conversation, nick, start, time));
        }
    }

    /** What was said; null if it is not known any more. */
    public @Nullable Spoken find(String msgid) {
        return messages.get(msgid);
    }

    /**
     * The name of the last message of a conversation that was said by then; null if none is known.
     */
    public @Nullable String before(String conversation, Instant time) {
        String found = null;
        Instant latest = Instant.MIN;
        for (Map.Entry<String, Spoken> each : messages.entrySet()) {
            Instant said = each.getValue().time();
            if (said != null
                    && each.getValue().conversation().equals(conversation)
                    && !said.isAfter(time)
                    && !said.isBefore(latest)) {
                found = each.getKey();
                latest = said;
            }
        }
        return found;
    }

    /** A message took several lines, and this is the name of another than the first. */
    public void part(@Nullable String msgid, @Nullable String whole) {
        if (msgid != null && whole != null && isFit(msgid) && isFit(whole)) {
            wholes.put(msgid, whole);
            parts.computeIfAbsent(whole, _ -> new ArrayList<>()).add(msgid);
        }
    }

    /** The name of the message that a line belongs to. */
    public String whole(String msgid) {
        return wholes.getOrDefault(msgid, msgid);
    }

    /** The names of all lines of a message, the first one first. */
    public List<String> lines(String msgid) {
        List<String> all = new ArrayList<>(List.of(msgid));
        all.addAll(parts.getOrDefault(msgid, List.of()));
        return all;
    }

    /** Something is taken back; whether it was not before. */
    public boolean redact(String msgid) {
        return redacted.put(msgid, true) == null;
    }

    /** Whether something was taken back. */
    public boolean isRedacted(@Nullable String msgid) {
        return msgid != null && redacted.containsKey(msgid);
    }

    /**
     * All reactions of somebody to a message.
     *
     * @param before those that there were if none was seen
     */
    public List<String> reactions(String msgid, String nick, Supplier<List<String>> before) {
        Set<String> all =
                reactions.computeIfAbsent(
                        new Reacted(msgid, nick), _ -> new LinkedHashSet<>(before.get()));
        return List.copyOf(all);
    }

    /** A reaction has a name of its own. */
    public void reacted(@Nullable String name, Reaction reaction) {
        if (name != null && isFit(name)) {
            deeds.put(name, reaction);
        }
    }

    /** The reaction of that name; null if there is none. */
    public @Nullable Reaction reaction(String name) {
        return deeds.get(name);
    }

    /** Somebody is called differently now: what they said and did is still theirs. */
    public void renamed(String oldNick, String newNick) {
        messages.replaceAll((_, said) -> said.nick().equals(oldNick) ? said.by(newNick) : said);
        deeds.replaceAll((_, done) -> done.nick().equals(oldNick) ? done.by(newNick) : done);
        for (Reacted each : List.copyOf(reactions.keySet())) {
            Set<String> emojis = each.nick().equals(oldNick) ? reactions.remove(each) : null;
            if (emojis != null) {
                reactions.put(new Reacted(each.msgid(), newNick), emojis);
            }
        }
    }

    /** Somebody reacts, or takes that back; all reactions of theirs to that message from now on. */
    public List<String> react(String msgid, String nick, String emoji, boolean on) {
        Set<String> all =
                reactions.computeIfAbsent(new Reacted(msgid, nick), _ -> new LinkedHashSet<>());
        if (!on) {
            all.remove(emoji);
        } else if (all.size() < MAX_REACTIONS) {
            all.add(emoji);
        }
        return List.copyOf(all);
    }
}
