package im.isthmus.core.config;

import java.util.List;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** TOML values in plain Java types, their names for people, and back to text. */
final class Toml {
    private Toml() {}

    /** Arrays become lists; tables stay what they are. */
    static Object plain(Object raw) {
        return raw instanceof TomlArray array
                ? array.toList().stream().map(Toml::plain).toList()
                : raw;
    }

    /** What a value is, in words. */
    static String kind(Object raw) {
        return switch (raw) {
            case String _ -> "a text in quotes";
            case Long _, Double _ -> "a number";
            case Boolean _ -> "true or false";
            case List<?> _, TomlArray _ -> "a list";
            case TomlTable _ -> "a section";
            default -> "a date or time";
        };
    }

    /** The value as it would stand in a file. */
    static String literal(Object value) {
        return switch (value) {
            case String text -> '"' + org.tomlj.Toml.tomlEscape(text).toString() + '"';
            case List<?> list ->
                    list.stream().map(Toml::literal).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    /** A key as it would stand in a file: quoted only if it must be. */
    static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : literal(name);
    }
}
