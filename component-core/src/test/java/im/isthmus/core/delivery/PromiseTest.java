package im.isthmus.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PromiseTest {
    @Test
    void aPromiseIsKeptWhenAllItsPartsAre() {
        Promise promise = new Promise();
        CompletableFuture<Void> first = new CompletableFuture<>();
        promise.include(first);
        promise.hold();
        promise.release();
        assertThat(promise.kept()).isNotDone();

        first.complete(null);
        assertThat(promise.kept()).isNotDone();

        promise.release();
        assertThat(promise.kept()).isCompleted();
    }

    @Test
    void aPromiseWithoutPartsIsKeptAtOnce() {
        Promise promise = new Promise();
        promise.release();

        assertThat(promise.kept()).isCompleted();
    }

    @Test
    void onePartThatFailsIsEnough() {
        Promise promise = new Promise();
        promise.include(CompletableFuture.failedFuture(new IllegalStateException("disk full")));
        promise.release();

        assertThat(promise.kept()).isCompletedExceptionally();
    }
}
