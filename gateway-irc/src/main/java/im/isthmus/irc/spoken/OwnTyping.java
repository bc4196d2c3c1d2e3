package im.isthmus.irc.spoken;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.content.ChatState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a network told that the user is typing, as often as it wants to hear it and never more
 * often than it may (IRCv3 typing, "Format"). Has one owner.
 */
public final class OwnTyping {
    /**
     * Less than the 6 seconds after which others think that it is over, more than the 3 allowed.
     */
    private static final Duration PACE = Duration.ofSeconds(4);

    /** Clients that forget to say that it is over: two minutes. */
    private static final int MAX_TIMES = 30;

    /** More conversations at a time nobody types in. */
    private static final int MAX = 10;

    private static final class State {
        private String wanted = "";
        private String said = "";
        private int times;
        private SessionContext.@Nullable Timer next;
    }

    private final Map<String, State> byTarget = new HashMap<>();
    private final SessionContext context;
    private final BiConsumer<String, String> send;

    /**
     * @param send takes a target and the value of the tag
     */
    public OwnTyping(SessionContext context, BiConsumer<String, String> send) {
        this.context = context;
        this.send = send;
    }

    /** The user does this now in a conversation. */
    public void shows(String target, ChatState state) {
        String value =
                switch (state) {
                    case COMPOSING -> "active";
                    case PAUSED -> "paused";
                    case ACTIVE, INACTIVE, GONE -> "done";
                };
        State known = byTarget.get(target);
        if (known == null) {
            if (value.equals("done") || byTarget.size() >= MAX) {
                return;
            }
            known = new State();
            byTarget.put(target, known);
        }
        known.wanted = value;
        known.times = 0;
        if (known.next == null) {
            say(target, known);
        }
    }

    /** The user said something there: that says it all. */
    public void said(String target) {
        State known = byTarget.get(target);
        if (known != null) {
            known.wanted = "";
        }
    }

    /** The network hears nothing more. */
    public void clear() {
        for (State state : byTarget.values()) {
            SessionContext.Timer next = state.next;
            if (next != null) {
                next.cancel();
            }
        }
        byTarget.clear();
    }

    private void say(String target, State state) {
        state.next = null;
        boolean again = state.wanted.equals("active") && state.times < MAX_TIMES;
        if (state.wanted.isEmpty() || (!again && state.wanted.equals(state.said))) {
            byTarget.remove(target);
            return;
        }
        send.accept(target, state.wanted);
        state.said = state.wanted;
        state.times++;
        state.next = context.schedule(PACE, () -> say(target, state));
    }
}
