package im.isthmus.core.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether everything that this process needs works now. */
public final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Callable<State>> checks = new ConcurrentSkipListMap<>();
    private final Duration patience;

    /** Gives each check 5 seconds to answer. */
    public Health() {
        this(PATIENCE);
    }

    Health(Duration patience) {
        this.patience = patience;
    }

    /**
     * How one thing is.
     *
     * @param up whether it works
     * @param text a few words for an admin, without users' names
     */
    public record State(boolean up, String text) {
        /** It works. */
        public static State up(String text) {
            return new State(true, text);
        }

        /** It does not work. */
        public static State down(String text) {
            return new State(false, text);
        }
    }

    /** Adds something to look at; a check that throws or takes too long is down. */
    public void add(String name, Callable<State> check) {
        checks.put(name, check);
    }

    /** Looks at it no more. */
    public void remove(String name) {
        checks.remove(name);
    }

    /** Asks all checks at the same time. */
    Map<String, State> states() {
        Map<String, FutureTask<State>> asked = new ConcurrentSkipListMap<>();
        checks.forEach((name, check) -> {
            FutureTask<State> task = new FutureTask<>(() -> ask(check));
            Thread.ofVirtual().name("health " + name).start(task);
            asked.put(name, task);
        });
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, State> states = new ConcurrentSkipListMap<>();
        asked.forEach((name, task) -> states.put(name, await(task, deadline)));
        return states;
    }

    private static State ask(Callable<State> check) {
        try {
            return check.call();
        } catch (Exception e) {
            return State.down(String.valueOf(e.getMessage()));
        }
    }

    private static State await(FutureTask<State> task, long deadline) {
        try {
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            task.cancel(true);
            return State.down("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return State.down("interrupted");
        }
    }

    /** As JSON: {@code {"up": true, "checks": [{"name": "...", "up": true, "text": "..."}]}}. */
    static String json(Map<String, State> states) {
        List<String> checks = new ArrayList<>();
        states.forEach((name, state) ->
                checks.add(
                        "{\"name\": "
                                + quoted(name)
                                + ", \"up\": "
                                + state.up()
                                + ", \"text\": "
                                + quoted(state.text())
                                + "}"));
        return "{\"up\": " + isUp(states) + ", \"checks\": [" + String.join(", ", checks) + "]}\n";
    }

    static boolean isUp(Map<String, State> states) {
        return states.values().stream().allMatch(State::up);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u").append(String.format("%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
