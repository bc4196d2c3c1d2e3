package im.isthmus.core.store.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/**
 * Small writes of many, committed together: what gathers during one commit goes into the next one,
 * so that a thousand messages cost a few waits for the disk. They are committed, and answered, in
 * the order given.
 */
public final class GroupCommit implements AutoCloseable {
    private static final int WAITING = 10_000;
    private static final int TOGETHER = 500;

    private static final Piece<Object> END = new Piece<>(_ -> "");

    private final Database database;
    private final LinkedBlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>(WAITING);
    private @Nullable Thread writer;
    private boolean closed;
    private volatile boolean ended;

    public GroupCommit(Database database) {
        this.database = database;
    }

    /** One write and who waits for it. */
    private static final class Piece<T> {
        private final HandleCallback<T, RuntimeException> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;

        Piece(HandleCallback<T, RuntimeException> work) {
            this.work = work;
        }

        void perform(Handle transaction) {
            result = work.withHandle(transaction);
        }

        @SuppressWarnings("NullAway") // a null result is what the work returned
        void committed() {
            answer.complete(result);
        }
    }

    /**
     * Does the work in a transaction with others; waits only while too many are waiting.
     *
     * @param work may run twice if the first transaction fails for the sake of another one
     * @return its result once it is on the disk; fails with {@link StoreException}. What depends on
     *     it runs on the writing thread: it must not block
     */
    public <T> CompletableFuture<T> write(HandleCallback<T, RuntimeException> work) {
        Piece<T> piece = new Piece<>(work);
        if (!started()) {
            piece.answer.completeExceptionally(new StoreException("the database is closed"));
            return piece.answer;
        }
        try {
            waiting.put(piece);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            piece.answer.completeExceptionally(new StoreException("interrupted", e));
        }
        if (ended) {
            refuseRest(); // it was closed since we looked
        }
        return piece.answer;
    }

    private void refuseRest() {
        for (Piece<?> rest = waiting.poll(); rest != null; rest = waiting.poll()) {
            rest.answer.completeExceptionally(new StoreException("the database is closed"));
        }
    }

    private synchronized boolean started() {
        if (writer == null && !closed) {
            writer = Thread.ofPlatform().daemon().name("store-commit").start(this::run);
        }
        return !closed;
    }

    private void run() {
        try {
            commitAll();
        } finally {
            ended = true;
            refuseRest();
        }
    }

    private void commitAll() {
        List<Piece<?>> batch = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, TOGETHER - 1);
                more = !batch.remove(END);
                commit(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                more = false;
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(List<Piece<?>> batch) {
        try {
            database.change(transaction -> batch.forEach(piece -> piece.perform(transaction)));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().answer.completeExceptionally(e);
            } else {
                // One of them is at fault, the others must not suffer for it.
                batch.forEach(piece -> commit(List.of(piece)));
            }
            return;
        }
        batch.forEach(Piece::committed);
    }

    /** Ends after what was given before is committed. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            ending = writer;
            if (closed || ending == null) {
                closed = true;
                return;
            }
            closed = true;
        }
        try {
            waiting.put(END);
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
