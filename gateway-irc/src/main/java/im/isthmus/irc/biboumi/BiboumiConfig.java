package im.isthmus.irc.biboumi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file of biboumi: lines of {@code key=value}, comments begin with a number sign.
 *
 * @param values by key
 */
public record BiboumiConfig(Map<String, String> values) {
    public BiboumiConfig {
        values = Map.copyOf(values);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     */
    public static BiboumiConfig read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return new BiboumiConfig(values);
    }

    /** The value of a key, or what biboumi takes without it. */
    public String get(String key, String standard) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty() ? standard : value;
    }

    /** Whether a yes-or-no key is yes. */
    public boolean isYes(String key) {
        return get(key, "false").equals("true");
    }

    /** What keeps this from being a configuration; empty if nothing does. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String key : new String[] {"hostname", "password"}) {
            if (get(key, "").isEmpty()) {
                problems.add("the key " + key + " is missing");
            }
        }
        if (!get("port", "5347").matches("\\d{1,5}")) {
            problems.add("port is no number: " + get("port", ""));
        }
        return problems;
    }

    /** Admins, as bare JIDs. */
    public List<String> admins() {
        return List.of(get("admin", "").split(":")).stream()
                .map(String::strip)
                .filter(admin -> !admin.isEmpty())
                .toList();
    }
}
