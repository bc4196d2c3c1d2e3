package im.isthmus.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file cannot be used; carries everything that is wrong with it. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
                null,
                false,
                false);
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file, never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
