package im.isthmus.core.observe;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The numbers of this process. Most are asked for only when somebody looks, so that they cost
 * nothing on the way of a stanza. Labels never come from users: the gateway's domain and the error
 * conditions of RFC 6120.
 */
public final class Metrics {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<Metric, Map<String, LongSupplier>> watched = new EnumMap<>(Metric.class);
    private final Counter errors;

    /**
     * Numbers of a program.
     *
     * @param version of the program
     */
    public Metrics(String version) {
        for (Metric metric : Metric.values()) {
            watched.put(metric, new ConcurrentHashMap<>());
            register(metric);
        }
        errors =
                Counter.builder()
                        .name("isthmus_errors_sent")
                        .help("Error stanzas sent, by condition (RFC 6120 section 8.3.3)")
                        .labelNames("gateway", "condition")
                        .register(registry);
        Info.builder()
                .name("isthmus_build")
                .help("The program")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version);
        GaugeWithCallback.builder()
                .name("isthmus_heap_bytes")
                .help("Heap in use")
                .callback(gauge -> gauge.call((double) heapBytes()))
                .register(registry);
    }

    /** The numbers of the gateway at this domain. */
    public GatewayMetrics gateway(String domain) {
        return new GatewayMetrics(domain, watched, errors);
    }

    /** Writes everything in the Prometheus text format. */
    void write(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create()
                .write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    }

    private void register(Metric metric) {
        switch (metric.kind()) {
            case GAUGE ->
                    GaugeWithCallback.builder()
                            .name(metric.title())
                            .help(metric.help())
                            .labelNames("gateway")
                            .callback(gauge -> ask(metric, gauge::call))
                            .register(registry);
            case COUNTER ->
                    CounterWithCallback.builder()
                            .name(metric.title())
                            .help(metric.help())
                            .labelNames("gateway")
                            .callback(counter -> ask(metric, counter::call))
                            .register(registry);
        }
    }

    private void ask(Metric metric, Answer answer) {
        watched.getOrDefault(metric, Map.of())
                .forEach((domain, value) -> answer.call((double) value.getAsLong(), domain));
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** What both kinds of callback have in common. */
    private interface Answer {
        void call(double value, String... labels);
    }
}
