package im.isthmus.program;

import im.isthmus.core.config.ConfigException;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.Problem;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.section.CoreConfig;
import im.isthmus.core.config.section.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a configuration file says.
 *
 * @param path as the admin named it
 * @param core the sections that every gateway has
 * @param backend made from the sections of its kind
 */
record GatewayFile(Path path, CoreConfig core, BackendPlan backend) {
    /** What came of reading several: with any problem nothing may be started. */
    record Several(List<GatewayFile> files, List<Problem> problems) {}

    /** Reads them all, and looks for what they must not have in common. */
    static Several readAll(List<Path> paths, Map<String, String> environment) {
        List<GatewayFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : paths) {
            try {
                files.add(ConfigFile.read(path, environment, root -> read(path, root)));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        problems.addAll(shared(files));
        return new Several(files, problems);
    }

    /** Reads one from its top section. */
    static GatewayFile read(Path path, Section root) {
        GatewayKind kind = root.required("gateway", GatewayKind.value(), "irc");
        return new GatewayFile(path, CoreConfig.read(root), kind.reader().apply(root));
    }

    /** Whether it waits for a database that another gateway has. */
    boolean isStandby() {
        return core.store().database() instanceof StoreConfig.Database.Postgres postgres
                && postgres.standby();
    }

    /** Whether there is a key for the secrets in its database. */
    boolean hasKey() {
        return Files.exists(core.store().keyFile());
    }

    private static List<Problem> shared(List<GatewayFile> files) {
        List<Problem> problems = new ArrayList<>();
        Map<Object, Path> owners = new HashMap<>();
        for (GatewayFile file : files) {
            owned(file)
                    .forEach((key, thing) -> {
                        Path other = owners.putIfAbsent(thing, file.path());
                        if (other != null) {
                            String what = "is the same as in " + other;
                            problems.add(new Problem(file.path(), 0, key, what, ""));
                        }
                    });
        }
        return problems;
    }

    /** What each gateway needs for itself. */
    private static Map<String, Object> owned(GatewayFile file) {
        return Map.of(
                "component.domain", file.core().component().domain(),
                "store.url", file.core().store().database());
    }
}
