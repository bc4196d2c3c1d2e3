package im.isthmus.core.stream;

import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link StreamStatistics}; they outlive the single link. */
final class StreamCounters {
    final LongAdder connections = new LongAdder();
    final LongAdder stanzasIn = new LongAdder();
    final LongAdder stanzasOut = new LongAdder();
    final LongAdder stanzasRefused = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder parserRotations = new LongAdder();
}
