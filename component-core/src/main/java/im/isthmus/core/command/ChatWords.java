package im.isthmus.core.command;

import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody typed, taken apart: words, or quoted texts, some of them {@code name=value}. */
final class ChatWords {
    private ChatWords() {}

    /** Words are parted by white space; what stands between double quotes is one. */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * The values that words give to fields: by name, or else in the order of the fields; the last
     * one gets what is left over.
     *
     * @throws FieldCheck.Misfit if there is a word too many
     */
    static Map<String, String> assign(List<String> words, List<Field> fields)
            throws FieldCheck.Misfit {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> unnamed = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? "" : named(word.substring(0, equals), fields);
            if (name.isEmpty()) {
                unnamed.add(word);
            } else {
                values.put(name, word.substring(equals + 1));
            }
        }
        List<Field> free =
                fields.stream().filter(field -> !values.containsKey(field.name())).toList();
        if (!unnamed.isEmpty() && free.isEmpty()) {
            throw new FieldCheck.Misfit(
                    "There is nothing to fill in with {0}.", unnamed.getFirst());
        }
        for (int i = 0; i < Math.min(unnamed.size(), free.size()); i++) {
            boolean last = i == free.size() - 1;
            List<String> rest = last ? unnamed.subList(i, unnamed.size()) : List.of(unnamed.get(i));
            values.put(free.get(i).name(), String.join(separator(free.get(i)), rest));
        }
        return values;
    }

    private static String separator(Field field) {
        return field.kind() == Kind.ADDRESSES ? "\n" : " ";
    }

    private static String named(String name, List<Field> fields) {
        return fields.stream()
                .map(Field::name)
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst()
                .orElse("");
    }
}
