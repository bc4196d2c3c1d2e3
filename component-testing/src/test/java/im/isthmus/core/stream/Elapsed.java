package im.isthmus.core.stream;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** True once a time has passed, for tests in which nothing must happen meanwhile. */
final class Elapsed implements BooleanSupplier {
    private final long end;

    Elapsed(Duration duration) {
        end = System.nanoTime() + duration.toNanos();
    }

    @Override
    public boolean getAsBoolean() {
        return System.nanoTime() - end > 0;
    }
}
