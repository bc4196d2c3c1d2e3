package im.isthmus.core.stream.link;

import im.isthmus.core.stream.StreamStatistics;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link StreamStatistics}; they outlive the single link. */
public final class StreamCounters {
    public final LongAdder connections = new LongAdder();
    public final LongAdder stanzasIn = new LongAdder();
    public final LongAdder stanzasOut = new LongAdder();
    public final LongAdder stanzasRefused = new LongAdder();
    public final LongAdder bytesIn = new LongAdder();
    public final LongAdder bytesOut = new LongAdder();
    public final LongAdder parserRotations = new LongAdder();
}
