package im.isthmus.program;

/**
 * How many threads of the system carry virtual threads. Most of what a gateway does takes less than
 * it costs to wake another processor for it, and compiler, collector and database have threads of
 * their own: half of the processors carry more messages for less (docs/decisions/0008).
 */
final class Carriers {
    private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {}

    /** Sets it for this process unless the admin did; before the first virtual thread. */
    static void set() {
        if (System.getProperty(PROPERTY) == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty(PROPERTY, Integer.toString(of(processors)));
        }
    }

    /** One at least. */
    static int of(int processors) {
        return (processors + 1) / 2;
    }
}
