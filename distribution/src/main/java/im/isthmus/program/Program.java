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
import im.isthmus.core.store.database.Failure;
import im.isthmus.core.store.database.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All gateways of one process, and what they share: numbers, health and the service manager. */
final class Program implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    /** After which it looks again whose the databases are. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Metrics metrics = new Metrics(Version.text());
    private final Health health = new Health();
    private final Map<String, String> environment;
    private final ServiceNotifier notifier;
    private final List<GatewayRun> gateways = new CopyOnWriteArrayList<>();
    private final List<ObserveServer> observers = new ArrayList<>();
    private final List<MediaServer> mediaServers = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String standby = "";

    Program(Map<String, String> environment) {
        this.environment = environment;
        notifier = ServiceNotifier.of(environment);
    }

    /**
     * Starts everything or nothing. XMPP servers that do not answer are tried for ever, and so is a
     * database that says {@code standby}.
     *
     * @throws StartException if a database or an address cannot be used
     * @throws InterruptedException if it was closed before it could start
     */
    void start(List<GatewayFile> files) throws StartException, InterruptedException {
        LOG.info("isthmus.start version={} gateways={}", Version.text(), files.size());
        HangUp.then(this::reload);
        health.add(
                "start",
                () -> Health.State.down(standby.isEmpty() ? "starts" : "stands by: " + standby));
        observe(files);
        for (GatewayFile file : files) {
            while (!opens(file)) {
                if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("closed while it stood by");
                }
            }
        }
        begin(files);
    }

    /** Whether it could be opened; if not, that may be otherwise later. */
    private boolean opens(GatewayFile file) throws StartException {
        try {
            GatewayRun run = GatewayRun.open(file, metrics, environment);
            gateways.add(run);
            run.show(health);
            return true;
        } catch (StoreException e) {
            String problem = file.path() + ": store: " + e.getMessage();
            if (!file.isStandby() || !Failure.mayPass(e)) {
                throw new StartException(problem);
            }
            standBy(file, problem);
            return false;
        }
    }

    /** A service that stands by has started, and lives, as far as systemd is concerned. */
    private void standBy(GatewayFile file, String problem) throws StartException {
        if (!file.hasKey()) {
            throw new StartException(
                    file.path()
                            + ": store.key-file: a gateway that stands by needs the key of the one"
                            + " that serves; copy it to "
                            + file.core().store().keyFile());
        }
        boolean first = standby.isEmpty();
        if (!standby.equals(problem)) {
            LOG.info("isthmus.standby problem=\"{}\"", problem);
        }
        standby = problem;
        if (first) {
            tell();
        }
    }

    private synchronized void begin(List<GatewayFile> files)
            throws StartException, InterruptedException {
        if (closing.getCount() == 0) {
            throw new InterruptedException("closed before it started");
        }
        serveMedia(files);
        for (int i = 0; i < files.size(); i++) {
            try {
                gateways.get(i).start();
            } catch (UncheckedIOException e) {
                throw new StartException(files.get(i).path() + ": " + e.getMessage());
            }
        }
        if (standby.isEmpty()) {
            tell();
        } else {
            LOG.info("isthmus.takes-over");
            standby = "";
        }
        health.remove("start");
    }

    private void tell() {
        notifier.ready(status());
        notifier.follow(this::status);
        notifier.watch(this::proveLiveness);
    }

    /**
     * Waits until another process has taken a database over, as a standby does when this machine
     * seemed to be gone. From then on nothing that this one says is true, and it cannot write.
     */
    void awaitTakeover() throws InterruptedException {
        while (gateways.stream().noneMatch(GatewayRun::isTaken)) {
            Thread.sleep(RETRY);
        }
    }

    /** Reads every configuration again, as the command of that name does for one. */
    private void reload() {
        if (!standby.isEmpty()) {
            LOG.info("config=not-read note=\"who stands by is restarted instead\"");
            return;
        }
        notifier.status("reloading");
        gateways.forEach(GatewayRun::reload);
        notifier.status(status());
    }

    private synchronized void observe(List<GatewayFile> files) throws StartException {
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
        if (!standby.isEmpty()) {
            return "stands by: " + standby;
        }
        long connected = gateways.stream().filter(GatewayRun::isConnected).count();
        return connected + " of " + gateways.size() + " gateways connected";
    }

    /** Run by a virtual thread, as all work is: shows that these still get their turn. */
    private void proveLiveness() {
        LOG.debug("watchdog.alive status=\"{}\"", status());
    }

    /** Ends all gateways at the same time; takes at most 15 seconds. */
    @Override
    public void close() {
        closing.countDown();
        end();
    }

    private synchronized void end() {
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
