package im.isthmus.program;

import im.isthmus.core.attachment.share.MediaFolder;
import im.isthmus.core.attachment.share.MediaServer;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.config.section.ObserveConfig;
import im.isthmus.core.observe.Health;
import im.isthmus.core.observe.Metrics;
import im.isthmus.core.observe.ObserveServer;
import im.isthmus.core.service.HangUp;
import im.isthmus.core.service.ServiceNotifier;
import im.isthmus.core.store.database.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All gateways of one process, and what they share: numbers, health and the service manager. */
final class Program implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    private final Metrics metrics = new Metrics(Version.text());
    private final Health health = new Health();
    private final Map<String, String> environment;
    private final ServiceNotifier notifier;
    private final List<GatewayRun> gateways = new CopyOnWriteArrayList<>();
    private final List<ObserveServer> observers = new ArrayList<>();
    private final List<MediaServer> mediaServers = new ArrayList<>();

    Program(Map<String, String> environment) {
        this.environment = environment;
        notifier = ServiceNotifier.of(environment);
    }

    /**
     * Starts everything or nothing. XMPP servers that do not answer are tried for ever.
     *
     * @throws StartException if a database or an address cannot be used
     */
    synchronized void start(List<GatewayFile> files) throws StartException {
        LOG.info("isthmus.start version={} gateways={}", Version.text(), files.size());
        for (GatewayFile file : files) {
            try {
                GatewayRun run = GatewayRun.open(file, metrics, environment);
                gateways.add(run);
                run.show(health);
            } catch (StoreException e) {
                throw new StartException(file.path() + ": store: " + e.getMessage());
            }
        }
        observe(files);
        serveMedia(files);
        HangUp.then(this::reload);
        for (int i = 0; i < files.size(); i++) {
            try {
                gateways.get(i).start();
            } catch (UncheckedIOException e) {
                throw new StartException(files.get(i).path() + ": " + e.getMessage());
            }
        }
        notifier.ready(status());
        notifier.follow(this::status);
        notifier.watch(this::proveLiveness);
    }

    /** Reads every configuration again, as the command of that name does for one. */
    private void reload() {
        notifier.status("reloading");
        gateways.forEach(GatewayRun::reload);
        notifier.status(status());
    }

    private void observe(List<GatewayFile> files) throws StartException {
        List<HostPort> addresses =
                files.stream()
                        .map(file -> file.core().observe())
                        .map(ObserveConfig::listen)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        for (HostPort address : addresses) {
            try {
                observers.add(ObserveServer.start(address, metrics, health));
            } catch (IOException e) {
                throw new StartException("observe.listen: " + e.getMessage());
            }
        }
    }

    /** One server an address, for all gateways that name it. */
    private void serveMedia(List<GatewayFile> files) throws StartException {
        Map<HostPort, List<MediaFolder>> folders = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            MediaConfig.Hosting hosting = files.get(i).core().media().hosting();
            MediaFolder folder = gateways.get(i).mediaFolder();
            if (hosting != null && folder != null) {
                folders.computeIfAbsent(hosting.listen(), _ -> new ArrayList<>()).add(folder);
            }
        }
        for (Map.Entry<HostPort, List<MediaFolder>> each : folders.entrySet()) {
            try {
                mediaServers.add(MediaServer.start(each.getKey(), each.getValue()));
            } catch (IOException e) {
                throw new StartException("media.listen: " + e.getMessage());
            }
        }
    }

    /** Whether every gateway is connected to its XMPP server now. */
    boolean isConnected() {
        return gateways.stream().allMatch(GatewayRun::isConnected);
    }

    private String status() {
        long connected = gateways.stream().filter(GatewayRun::isConnected).count();
        return connected + " of " + gateways.size() + " gateways connected";
    }

    /** Run by a virtual thread, as all work is: shows that these still get their turn. */
    private void proveLiveness() {
        LOG.debug("watchdog.alive status=\"{}\"", status());
    }

    /** Ends all gateways at the same time; takes at most 15 seconds. */
    @Override
    public synchronized void close() {
        notifier.stopping();
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            gateways.forEach(run -> closing.execute(run::close));
        }
        mediaServers.forEach(MediaServer::close);
        observers.forEach(ObserveServer::close);
        notifier.close();
        LOG.info("isthmus.stopped");
    }

    /** Something that only the admin can put right keeps the program from starting. */
    static final class StartException extends Exception {
        private static final long serialVersionUID = 1L;

        StartException(String message) {
            super(message);
        }
    }
}
