package im.isthmus.program;

import im.isthmus.core.Gateway;
import im.isthmus.core.GatewaySetup;
import im.isthmus.core.Services;
import im.isthmus.core.access.Access;
import im.isthmus.core.access.Limit;
import im.isthmus.core.attachment.share.MediaFolder;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.config.section.CoreConfig;
import im.isthmus.core.observe.GatewayMetrics;
import im.isthmus.core.observe.Health;
import im.isthmus.core.observe.LastLook;
import im.isthmus.core.observe.Metric;
import im.isthmus.core.observe.Metrics;
import im.isthmus.core.session.OccupantIds;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.Tables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One gateway from its file to its end: the store, the backend and the runtime. */
final class GatewayRun implements AutoCloseable {
    private final String domain;
    private final Store store;
    private final Gateway gateway;
    private final GatewayMetrics numbers;
    private final Reload reload;

    private GatewayRun(
            String domain, Store store, Gateway gateway, GatewayMetrics numbers, Reload reload) {
        this.reload = reload;
        this.domain = domain;
        this.store = store;
        this.gateway = gateway;
        this.numbers = numbers;
    }

    /**
     * Puts a gateway together.
     *
     * @throws im.isthmus.core.store.database.StoreException if its database cannot be used
     */
    static GatewayRun open(GatewayFile file, Metrics metrics, Map<String, String> environment) {
        CoreConfig core = file.core();
        String domain = core.component().domain();
        GatewayMetrics numbers = metrics.gateway(domain);
        Store store = Store.open(core.store());
        try {
            Services services = Services.of(store, core.media());
            Access access = new Access(core.access(), core.limits());
            Backend backend = file.backend().maker().apply(services);
            Reload reload = new Reload(file.path(), environment, access, backend);
            GatewaySetup setup =
                    new GatewaySetup(
                            StreamSetup.of(core.component()),
                            backend,
                            services,
                            access,
                            new OccupantIds(store.secretKeys().get("occupant-id")),
                            file.backend().rooms(),
                            Tables.of(store).plus(file.backend().tables().apply(store)),
                            core.retention(),
                            core.contact(),
                            Version.text(),
                            numbers::error,
                            reload);
            return new GatewayRun(domain, store, new Gateway(setup), numbers, reload);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Connects, and stays connected until {@link #close}. */
    void start() {
        gateway.start();
    }

    /** Reads its configuration again; what came of it is logged. */
    void reload() {
        var _ = reload.get();
    }

    /** Files that it wants served over HTTP; null if it does not. */
    @Nullable MediaFolder mediaFolder() {
        return gateway.mediaFolder();
    }

    /** Whether another process has its database now, and so its users. */
    boolean isTaken() {
        return store.isTaken();
    }

    boolean isConnected() {
        return gateway.statistics().connected();
    }

    /** Shows the gateway to who watches. */
    void show(Health health) {
        numbers.watch(Metric.STREAM_UP, () -> isConnected() ? 1 : 0);
        numbers.watch(Metric.STREAM_CONNECTIONS, () -> gateway.statistics().connections());
        numbers.watch(Metric.STANZAS_IN, () -> gateway.statistics().stanzasIn());
        numbers.watch(Metric.STANZAS_OUT, () -> gateway.statistics().stanzasOut());
        numbers.watch(Metric.STANZAS_REFUSED, () -> gateway.statistics().stanzasRefused());
        numbers.watch(Metric.STREAM_QUEUED_BYTES, () -> gateway.statistics().bytesQueued());
        numbers.watch(Metric.REQUESTS_PENDING, () -> gateway.statistics().requestsPending());
        numbers.watch(Metric.SESSIONS, gateway::sessions);
        numbers.watch(Metric.SESSION_QUEUED, gateway::queued);
        numbers.watch(Metric.BACKEND_CONNECTIONS, gateway::backendConnections);
        numbers.watch(Metric.BACKEND_WAITING, new LastLook(gateway::backendWaiting));
        for (Limit limit : Limit.values()) {
            numbers.watch(Metric.valueOf("LIMITED_" + limit), () -> gateway.hits(limit));
        }
        health.add(domain + " stream", this::streamState);
        health.add(domain + " store", this::storeState);
    }

    private Health.State streamState() {
        return isConnected()
                ? Health.State.up("connected to the XMPP server")
                : Health.State.down("not connected to the XMPP server");
    }

    private Health.State storeState() {
        store.ping();
        return Health.State.up("answers");
    }

    /** Says goodbye everywhere; takes at most 15 seconds. */
    @Override
    public void close() {
        try {
            gateway.close();
        } finally {
            store.close();
        }
    }
}
