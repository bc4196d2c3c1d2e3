package im.isthmus.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A section of a configuration file, while it is turned into a record. What is missing or wrong is
 * noted and answered by the value of the key's own example, so that reading goes on and finds
 * everything; nobody sees a record that was made like this. Keys that nobody asked for are noted at
 * the end.
 */
public final class Section {
    private final Reading reading;
    private final String path;
    private final String pattern;
    private final @Nullable TomlTable table;
    private final int line;
    private final Map<String, Object> asked = new LinkedHashMap<>();
    private final Map<String, Section> opened = new LinkedHashMap<>();
    private boolean othersKnown = true;

    Section(Reading reading, TomlTable root) {
        this(reading, "", "", root, 1);
    }

    private Section(
            Reading reading, String path, String pattern, @Nullable TomlTable table, int line) {
        this.reading = reading;
        this.path = path;
        this.pattern = pattern;
        this.table = table;
        this.line = line;
    }

    /**
     * A key that must be there.
     *
     * @param example a valid value as TOML has it: String, Long or Integer, Double, Boolean, List
     */
    public <T> T required(String key, Value<T> value, Object example) {
        @Nullable T read = expected(key, value, example);
        return read == null ? trusted(value, example) : read;
    }

    /**
     * A key that must be there and says which others there are: null if it is wrong, and then no
     * key beside it is unknown.
     */
    public <T> @Nullable T deciding(String key, Value<T> value, Object example) {
        @Nullable T read = expected(key, value, example);
        othersKnown = read != null;
        return read;
    }

    private <T> @Nullable T expected(String key, Value<T> value, Object example) {
        @Nullable T read = optional(key, value, example);
        if (read == null && !has(key)) {
            problem(key, missing(), example);
        }
        return read;
    }

    /** A key that may be absent: null then. The example is only shown. */
    public <T> @Nullable T optional(String key, Value<T> value, Object example) {
        return read(key, value, example, null);
    }

    /** A key that may be absent: {@code standard} holds then. */
    public <T> T withDefault(String key, Value<T> value, Object standard) {
        @Nullable T read = read(key, value, standard, Toml.literal(standard));
        return read == null ? trusted(value, standard) : read;
    }

    /** A secret that must be there, as {@code key} or as {@code key-file}. */
    public Secret secret(String key) {
        @Nullable Secret secret = optionalSecret(key);
        if (secret == null) {
            if (!has(key) && !has(key + Secrets.FILE)) {
                problem(key, missing() + " (or give " + key + Secrets.FILE + ")", Secrets.EXAMPLE);
            }
            return new Secret(Secrets.EXAMPLE);
        }
        return secret;
    }

    /** A secret that may be absent, as {@code key} or as {@code key-file}: null then. */
    public @Nullable Secret optionalSecret(String key) {
        @Nullable Secret direct = optional(key, Secrets.inline(), Secrets.EXAMPLE);
        @Nullable Secret filed =
                optional(key + Secrets.FILE, Secrets.fromFile(), "/etc/isthmus/" + key);
        if (has(key) && has(key + Secrets.FILE)) {
            problem(
                    key + Secrets.FILE,
                    "is given beside " + key + "; keep one of them",
                    "/etc/isthmus/" + key);
        }
        return direct == null ? filed : direct;
    }

    /** The section of this name below this one; it may be absent, as may be every key in it. */
    public Section table(String name) {
        Section known = opened.get(name);
        if (known == null) {
            known = open(name, name);
            opened.put(name, known);
        }
        return known;
    }

    /** The sections below the section of this name, whose own names are the admin's choice. */
    public Map<String, Section> tables(String name) {
        Section group = table(name);
        if (group.table != null) {
            for (String each : group.table.keySet()) {
                group.opened.computeIfAbsent(each, chosen -> group.open(chosen, "*"));
            }
        }
        return new LinkedHashMap<>(group.opened);
    }

    /** Whether the key, or a section of that name, is in the file. */
    public boolean has(String key) {
        return table != null && table.contains(List.of(key));
    }

    /** Whether the section itself is in the file. */
    public boolean isPresent() {
        return table != null;
    }

    /** Notes something that is wrong about a key, or about keys together. */
    public void problem(String key, String what, Object example) {
        String shown = example.equals("") ? "" : Toml.key(key) + " = " + Toml.literal(example);
        reading.problem(lineOf(key), join(path, Toml.key(key)), what, shown);
    }

    /** Notes every key and section that nobody asked for, here and below. */
    void reportUnknown() {
        if (table != null && othersKnown) {
            for (String key : table.keySet()) {
                if (!asked.containsKey(key) && !opened.containsKey(key)) {
                    unknown(key, table.isTable(List.of(key)));
                }
            }
        }
        opened.values().forEach(Section::reportUnknown);
    }

    private void unknown(String key, boolean isSection) {
        String kind = isSection ? "section" : "key";
        List<String> here = new ArrayList<>(asked.keySet());
        here.addAll(opened.keySet());
        String nearest = Suggestion.nearest(key, here).orElse("");
        if (!nearest.isEmpty()) {
            problem(key, "unknown " + kind + ", did you mean " + nearest + "?", "");
            return;
        }
        List<String> elsewhere =
                reading.known().stream()
                        .filter(known -> known.key().equals(key) && !isSection)
                        .map(Known::place)
                        .distinct()
                        .toList();
        String hint =
                elsewhere.isEmpty()
                        ? "known here: " + String.join(", ", here)
                        : "it belongs to " + String.join(" or ", elsewhere);
        problem(key, "unknown " + kind + "; " + hint, "");
    }

    private <T> @Nullable T read(
            String key, Value<T> value, Object example, @Nullable String standard) {
        if (asked.put(key, example) == null) {
            reading.known(new Known(join(pattern, key), key, standard));
        }
        @Nullable Object raw = table == null ? null : table.get(List.of(key));
        if (raw == null) {
            return null;
        }
        try {
            return value.read(Toml.plain(raw), reading.origin());
        } catch (Value.Wrong e) {
            problem(key, String.valueOf(e.getMessage()), example);
            return null;
        }
    }

    private <T> T trusted(Value<T> value, Object example) {
        try {
            return value.read(raw(example), reading.origin());
        } catch (Value.Wrong e) {
            throw new IllegalStateException("an example in the program is wrong: " + example, e);
        }
    }

    /** TOML knows only long whole numbers. */
    private static Object raw(Object example) {
        return switch (example) {
            case Integer number -> Long.valueOf(number);
            case List<?> list -> list.stream().map(Section::raw).toList();
            default -> example;
        };
    }

    private Section open(String name, String patternName) {
        @Nullable Object raw = table == null ? null : table.get(List.of(name));
        if (raw != null && !(raw instanceof TomlTable)) {
            problem(name, "must be a section, not " + Toml.kind(Toml.plain(raw)), "");
        }
        return new Section(
                reading,
                join(path, Toml.key(name)),
                join(pattern, patternName),
                raw instanceof TomlTable child ? child : null,
                lineOf(name));
    }

    private String missing() {
        return isPresent() ? "missing" : "missing, as is the section [" + path + "]";
    }

    private int lineOf(String key) {
        @Nullable TomlPosition at = table == null ? null : table.inputPositionOf(List.of(key));
        return at == null ? line : at.line();
    }

    private static String join(String section, String key) {
        return section.isEmpty() ? key : section + "." + key;
    }
}
