package im.isthmus.irc.spoken;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.MessageEvent.ChatStateShown;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.ChatState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is typing at the moment. On IRC that has to be said again and again (IRCv3 typing), in XMPP
 * it holds until something else is said. Has one owner.
 */
public final class Typists {
    /** How long nothing may be heard of somebody who types (IRCv3 typing, "Format"). */
    private static final Duration ACTIVE = Duration.ofSeconds(6);

    private static final Duration PAUSED = Duration.ofSeconds(30);

    /** More at a time is nothing to look at. */
    private static final int MAX = 50;

    private record Typist(LegacyAddressee in, String nick) {}

    private static final class State {
        private ChatState shown = ChatState.ACTIVE;
        private SessionContext.@Nullable Timer end;
    }

    private final Map<Typist, State> typing = new HashMap<>();
    private final SessionContext context;

    public Typists(SessionContext context) {
        this.context = context;
    }

    /**
     * Somebody said what they are doing.
     *
     * @param nick in a room; else empty
     * @param typing value of the tag
     */
    public void heard(LegacyAddressee in, String nick, String typing) {
        switch (typing) {
            case "active" -> show(new Typist(in, nick), ChatState.COMPOSING, ACTIVE);
            case "paused" -> show(new Typist(in, nick), ChatState.PAUSED, PAUSED);
            case "done" -> over(new Typist(in, nick));
            default -> {}
        }
    }

    /** Somebody said something, or went: that ends it, and nobody need be told. */
    public void said(LegacyAddressee in, String nick) {
        if (!typing.isEmpty()) {
            forget(new Typist(in, nick));
        }
    }

    /** Nobody types any more, such as when the link is lost. */
    public void clear() {
        typing.keySet().stream().toList().forEach(this::forget);
    }

    private void show(Typist typist, ChatState state, Duration holds) {
        State known = typing.get(typist);
        if (known == null) {
            if (typing.size() >= MAX) {
                return;
            }
            known = new State();
            typing.put(typist, known);
        }
        cancel(known);
        known.end = context.schedule(holds, () -> over(typist));
        if (known.shown != state) {
            known.shown = state;
            context.publish(new ChatStateShown(typist.in(), typist.nick(), state));
        }
    }

    private void over(Typist typist) {
        if (forget(typist)) {
            context.publish(new ChatStateShown(typist.in(), typist.nick(), ChatState.ACTIVE));
        }
    }

    private boolean forget(Typist typist) {
        State known = typing.remove(typist);
        if (known != null) {
            cancel(known);
        }
        return known != null;
    }

    private static void cancel(State state) {
        SessionContext.Timer end = state.end;
        if (end != null) {
            end.cancel();
        }
    }
}
