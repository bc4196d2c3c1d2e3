package im.isthmus.core.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The translations of one language, out of the files that the core and each gateway have beside
 * their classes: the format of gettext, {@code msgid} and {@code msgstr} with quoted strings.
 */
public final class Catalogue {
    private static final Map<Language, Map<String, String>> LOADED = new ConcurrentHashMap<>();

    private Catalogue() {}

    /** Everything that all modules have for a language, by English pattern. */
    static Map<String, String> of(Language language) {
        return LOADED.computeIfAbsent(language, key -> load(key.tag()));
    }

    private static Map<String, String> load(String tag) {
        Map<String, String> all = new HashMap<>();
        try {
            List<URL> files =
                    Collections.list(
                            Catalogue.class
                                    .getClassLoader()
                                    .getResources("im/isthmus/text/" + tag + ".po"));
            for (URL file : files) {
                try (BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                    all.putAll(parse(reader.lines().toList()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    /**
     * The entries of one file; those not translated yet are left out.
     *
     * @throws IllegalArgumentException if a line makes no sense
     */
    public static Map<String, String> parse(List<String> lines) {
        Map<String, String> entries = new HashMap<>();
        StringBuilder id = new StringBuilder();
        StringBuilder translation = new StringBuilder();
        @Nullable StringBuilder current = null;
        for (String line : lines) {
            if (line.startsWith("msgid ")) {
                put(entries, id, translation);
                current = id;
            } else if (line.startsWith("msgstr ")) {
                current = translation;
            }
            int quote = line.indexOf('"');
            if (!line.startsWith("#") && !line.isBlank()) {
                if (current == null || quote < 0 || !line.endsWith("\"")) {
                    throw new IllegalArgumentException("no line of a catalogue: " + line);
                }
                current.append(line.substring(quote + 1, line.length() - 1).translateEscapes());
            }
        }
        put(entries, id, translation);
        return entries;
    }

    private static void put(
            Map<String, String> entries, StringBuilder id, StringBuilder translation) {
        if (!id.isEmpty() && !translation.isEmpty()) {
            entries.put(id.toString(), translation.toString());
        }
        id.setLength(0);
        translation.setLength(0);
    }
}
