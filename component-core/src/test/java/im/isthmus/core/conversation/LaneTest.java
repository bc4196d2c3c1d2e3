package im.isthmus.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final LinkedBlockingQueue<Runnable> forOwner = new LinkedBlockingQueue<>();
    private final List<String> done = new ArrayList<>();
    private final Lane lane = new Lane(forOwner::add, UnaryOperator.identity());

    @Test
    void withoutQuestionsEverythingRunsAtOnce() {
        lane.then(() -> done.add("one"));

        assertThat(done).containsExactly("one");
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void whatComesAfterAQuestionWaitsForItsAnswer() throws InterruptedException {
        CompletableFuture<String> slow = new CompletableFuture<>();
        lane.ask(slow::join, done::add);
        lane.then(() -> done.add("second"));
        lane.ask(() -> "third", done::add);
        ownerTurn();
        assertThat(done).as("the quick answer came first").isEmpty();
        slow.complete("first");
        ownerTurn();

        assertThat(done).containsExactly("first", "second", "third");
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void aTaskThatFailsHoldsNobodyUp() throws InterruptedException {
        lane.ask(
                () -> "x",
                _ -> {
                    throw new IllegalStateException("broken on purpose");
                });
        lane.then(() -> done.add("next"));
        ownerTurn();

        assertThat(done).containsExactly("next");
    }

    @Test
    void aFullLaneMakesTheOwnerWait() {
        for (int i = 0; i < 2000; i++) {
            int number = i;
            lane.ask(() -> "n" + number, done::add);
        }

        assertThat(done.size()).isGreaterThan(1400);
        assertThat(done.subList(0, 3)).containsExactly("n0", "n1", "n2");
    }

    @Test
    void questionsWithinAnAnswerAreAskedLater() throws InterruptedException {
        lane.ask(
                () -> "one",
                one -> {
                    done.add(one);
                    lane.then(() -> done.add("three"));
                    done.add("two");
                });
        ownerTurn();

        assertThat(done).containsExactly("one", "two", "three");
    }

    private void ownerTurn() throws InterruptedException {
        Runnable task = forOwner.poll(20, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        if (task != null) {
            task.run();
        }
    }
}
