package im.isthmus.testing.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A sample configuration file with a few of its values set to what is true here. */
final class SampleConfig {
    private final List<String> lines;
    private final List<String> changes = new ArrayList<>();

    SampleConfig(Path sample) {
        try {
            lines = new ArrayList<>(Files.readAllLines(sample));
        } catch (IOException e) {
            throw new UncheckedIOException("no sample configuration " + sample, e);
        }
    }

    /**
     * Sets a key: in place of the line that has it, or has it commented out, or right below the
     * head of its section, which is put at the end if there is none.
     *
     * @param section as written between the brackets
     * @param value as TOML
     */
    SampleConfig set(String section, String key, String value) {
        String line = key + " = " + value;
        changes.add("[" + section + "] " + line);
        int head = lines.indexOf("[" + section + "]");
        if (head < 0) {
            lines.addAll(List.of("", "[" + section + "]", line));
            return this;
        }
        int place = find(head, Pattern.compile("\\s*" + key + "\\s*=.*"));
        if (place < 0) {
            place = find(head, Pattern.compile("#\\s*" + key + "\\s*=.*"));
        }
        if (place < 0) {
            lines.add(head + 1, line);
        } else {
            lines.set(place, line);
        }
        return this;
    }

    /** What was set, a line each. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    /** The whole file as it is now. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    private int find(int head, Pattern wanted) {
        for (int i = head + 1; i < lines.size() && !lines.get(i).startsWith("["); i++) {
            if (wanted.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }
}
