package im.isthmus.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the sections of one file share while they are read. */
final class Reading {
    private final Path file;
    private final Value.Origin origin;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Known> known = new ArrayList<>();

    Reading(Path file, Value.Origin origin) {
        this.file = file;
        this.origin = origin;
    }

    Value.Origin origin() {
        return origin;
    }

    void problem(int line, String key, String what, String example) {
        problems.add(new Problem(file, line, key, what, example));
    }

    void known(Known key) {
        known.add(key);
    }

    List<Known> known() {
        return List.copyOf(known);
    }

    /** In the order of the file. */
    List<Problem> problems() {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
