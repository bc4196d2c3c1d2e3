package im.isthmus.sms.delivery;

import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsProvider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Answers as it was told to, and notes what it was given. */
final class ScriptedProvider implements SmsProvider {
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> finds = new LinkedBlockingQueue<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    void will(Outcome outcome) {
        outcomes.add(outcome);
    }

    void willFind(Outcome outcome) {
        finds.add(outcome);
    }

    List<String> sent() {
        return sent;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public Capacity capacity() {
        return Capacity.textOnly(1600);
    }

    @Override
    public Outcome send(OutgoingSms message) {
        sent.add(message.id());
        return next(outcomes);
    }

    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        asked.incrementAndGet();
        return next(finds);
    }

    private static Outcome next(BlockingQueue<Outcome> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.InDoubt("interrupted");
        }
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.empty();
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
