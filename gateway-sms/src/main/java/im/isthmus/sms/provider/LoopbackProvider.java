package im.isthmus.sms.provider;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A phone network inside this process, for trying things without an account: whatever is sent
 * arrives at once. A number that is one of ours receives it; any other answers with the same text.
 */
final class LoopbackProvider implements SmsProvider {
    private static final Capacity CAPACITY = new Capacity(1600, 10, 5_000_000, 10);

    private volatile Consumer<SmsReport> listener = report -> {};

    private final List<String> numbers;

    private LoopbackProvider(List<String> numbers) {
        this.numbers = numbers;
    }

    /**
     * What {@code provider = "loopback"} needs.
     *
     * @param numbers that exist here
     */
    record Config(List<String> numbers) implements ProviderConfig {
        static Config read(Section section) {
            return new Config(
                    section.required("numbers", Values.oneOrMore(Values.text()), "+12025550100"));
        }

        @Override
        public SmsProvider open(InstantSource clock) {
            return new LoopbackProvider(numbers);
        }

        @Override
        public boolean calls() {
            return false;
        }
    }

    @Override
    public void listen(Consumer<SmsReport> reports) {
        listener = reports;
    }

    @Override
    public Capacity capacity() {
        return CAPACITY;
    }

    @Override
    public Outcome send(OutgoingSms message) {
        listener.accept(
                SmsReport.Progress.of(message.id(), message.id(), SmsReport.Stage.DELIVERED));
        for (String to : message.to()) {
            boolean here = numbers.contains(to);
            String from = here ? message.from() : to;
            String recipient = here ? to : message.from();
            List<String> others = message.to().stream().filter(each -> !each.equals(to)).toList();
            listener.accept(received(message, from, recipient, others));
        }
        return new Outcome.Accepted(List.of(message.id()), 0);
    }

    private static SmsReport received(
            OutgoingSms message, String from, String to, List<String> others) {
        List<SmsReport.Media> media =
                message.media().stream().map(url -> new SmsReport.Media(url, "")).toList();
        return new SmsReport.Received(
                message.id() + from, from, to, others, message.text(), media, null);
    }

    @Override
    public Outcome find(OutgoingSms message, Predicate<String> others) {
        return new Outcome.TryLater(Duration.ZERO, "nothing is kept here");
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
    public void close() {
        listener = report -> {};
    }
}
