package im.isthmus.core.observe;

import io.prometheus.metrics.core.metrics.Counter;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** The numbers of one gateway. */
public final class GatewayMetrics {
    /** RFC 6120 section 8.3.3. */
    private static final Set<String> CONDITIONS =
            Set.of(
                    "bad-request",
                    "conflict",
                    "feature-not-implemented",
                    "forbidden",
                    "gone",
                    "internal-server-error",
                    "item-not-found",
                    "jid-malformed",
                    "not-acceptable",
                    "not-allowed",
                    "not-authorized",
                    "policy-violation",
                    "recipient-unavailable",
                    "redirect",
                    "registration-required",
                    "remote-server-not-found",
                    "remote-server-timeout",
                    "resource-constraint",
                    "service-unavailable",
                    "subscription-required",
                    "undefined-condition",
                    "unexpected-request");

    private final String domain;
    private final Map<Metric, Map<String, LongSupplier>> watched;
    private final Counter errors;

    GatewayMetrics(String domain, Map<Metric, Map<String, LongSupplier>> watched, Counter errors) {
        this.domain = domain;
        this.watched = watched;
        this.errors = errors;
    }

    /**
     * Says where to ask for a number. The supplier is called from other threads, must not block
     * and, for a counter, must never go back. A second call replaces the first.
     */
    public void watch(Metric metric, LongSupplier value) {
        watched.getOrDefault(metric, Map.of()).put(domain, value);
    }

    /** Counts an error stanza that was sent. */
    public void error(String condition) {
        errors.labelValues(domain, CONDITIONS.contains(condition) ? condition : "other").inc();
    }

    /** Forgets what {@link #watch} was told, when the gateway is gone. */
    public void forget() {
        watched.values().forEach(suppliers -> suppliers.remove(domain));
    }
}
