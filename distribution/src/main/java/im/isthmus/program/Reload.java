package im.isthmus.program;

import im.isthmus.core.access.Access;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.Problem;
import im.isthmus.core.config.section.CoreConfig;
import im.isthmus.core.observe.Logging;
import im.isthmus.core.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a configuration file again while its gateway runs. Who may use the gateway, how much, what
 * is logged, and what the backend can change, changes at once; everything else needs a restart, and
 * is named.
 */
final class Reload implements Supplier<Step> {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final List<String> AT_ONCE = List.of("access.", "limits.", "observe.log-level");

    private final Path path;
    private final Map<String, String> environment;
    private final Access access;
    private final Backend backend;
    private final Map<String, String> running;

    /** What is in the file now counts as running. */
    Reload(Path path, Map<String, String> environment, Access access, Backend backend) {
        this.path = path;
        this.environment = environment;
        this.access = access;
        this.backend = backend;
        this.running = values();
    }

    @Override
    public synchronized Step get() {
        try {
            GatewayFile read =
                    ConfigFile.read(path, environment, root -> GatewayFile.read(path, root));
            CoreConfig core = read.core();
            access.change(core.access(), core.limits());
            Logging.level(core.observe().logLevel());
            read.backend().change().accept(backend);
            return told(values(), read.backend().atOnce());
        } catch (ConfigException e) {
            List<String> problems = e.problems().stream().map(Problem::toString).toList();
            LOG.warn("config=refused path={} problems={}", path, problems);
            return new Step.Failed(
                    Text.of(
                            "Nothing was changed, because the file is wrong:\n{0}",
                            String.join("\n", problems)));
        }
    }

    private Step told(Map<String, String> now, List<String> ofBackend) {
        List<String> applied = new ArrayList<>();
        List<String> later = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(running.keySet());
        for (String key : keys) {
            if (!now.getOrDefault(key, "").equals(running.getOrDefault(key, ""))) {
                boolean atOnce =
                        Stream.of(AT_ONCE, ofBackend)
                                .flatMap(List::stream)
                                .anyMatch(key::startsWith);
                (atOnce ? applied : later).add(key);
            }
        }
        now.forEach((key, value) -> {
            if (applied.contains(key)) {
                running.put(key, value);
            }
        });
        running.keySet().removeIf(key -> applied.contains(key) && !now.containsKey(key));
        LOG.info("config=reloaded path={} applied={} restart-needed={}", path, applied, later);
        if (later.isEmpty()) {
            return applied.isEmpty()
                    ? Step.done("Nothing has changed in the file.")
                    : Step.done("Changed: {0}.", String.join(", ", applied));
        }
        return Step.done(
                "Changed: {0}. These need a restart: {1}.",
                applied.isEmpty() ? Text.of("nothing") : String.join(", ", applied),
                String.join(", ", later));
    }

    private Map<String, String> values() {
        try {
            return ConfigFile.values(path);
        } catch (ConfigException e) {
            return new TreeMap<>();
        }
    }
}
