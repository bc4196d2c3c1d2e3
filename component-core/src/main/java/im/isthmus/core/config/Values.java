package im.isthmus.core.config;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of values that configuration keys have. */
public final class Values {
    /** The only variables that paths may start with: what systemd sets for a unit. */
    private static final Set<String> PATH_VARIABLES =
            Set.of("CREDENTIALS_DIRECTORY", "STATE_DIRECTORY", "CONFIGURATION_DIRECTORY");

    private Values() {}

    /** A text that is not blank. */
    public static Value<String> text() {
        return (raw, origin) -> string(raw);
    }

    /** {@code true} or {@code false}. */
    public static Value<Boolean> bool() {
        return (raw, origin) -> {
            if (raw instanceof Boolean value) {
                return value;
            }
            throw new Value.Wrong("must be true or false, not " + Toml.kind(raw));
        };
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Value<Integer> integer(int min, int max) {
        return (raw, origin) -> {
            if (!(raw instanceof Long value)) {
                throw new Value.Wrong("must be a whole number, not " + shown(raw));
            }
            if (value < min || value > max) {
                throw new Value.Wrong("must be from " + min + " to " + max + ", not " + value);
            }
            return value.intValue();
        };
    }

    /** A number from {@code min} to {@code max}, with or without a point. */
    public static Value<Double> decimal(double min, double max) {
        return (raw, origin) -> {
            if (!(raw instanceof Number number)) {
                throw new Value.Wrong("must be a number, not " + Toml.kind(raw));
            }
            double value = number.doubleValue();
            if (!(value >= min && value <= max)) {
                throw new Value.Wrong("must be from " + min + " to " + max + ", not " + value);
            }
            return value;
        };
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    public static <E extends Enum<E>> Value<E> oneOf(Class<E> type) {
        return oneOf(Arrays.asList(type.getEnumConstants()), Values::word);
    }

    /** One of some things, by its name. */
    public static <T> Value<T> oneOf(List<T> all, Function<T, String> name) {
        return (raw, origin) -> {
            String text = string(raw);
            for (T each : all) {
                if (name.apply(each).equals(text)) {
                    return each;
                }
            }
            String names = quoted(all.stream().map(name).toList());
            throw new Value.Wrong("must be one of " + names + ", not " + Toml.literal(text));
        };
    }

    /** A bare or full JID (RFC 7622). */
    public static Value<Jid> jid() {
        return (raw, origin) -> parsed(string(raw));
    }

    /** The domain of a JID, prepared. */
    public static Value<String> domain() {
        return (raw, origin) -> {
            Jid jid = parsed(string(raw));
            if (jid.isFull() || !jid.local().isEmpty()) {
                throw new Value.Wrong("must be a domain without @ and /, not " + shown(raw));
            }
            return jid.domain();
        };
    }

    /**
     * A path, absolute in the end; relative ones start at the file's folder, and a first part such
     * as {@code $CREDENTIALS_DIRECTORY} is what systemd says. Nothing is looked up on disk.
     */
    public static Value<Path> path() {
        return (raw, origin) -> {
            try {
                return origin.directory().resolve(expanded(string(raw), origin)).normalize();
            } catch (InvalidPathException e) {
                throw new Value.Wrong("is no path: " + shown(raw));
            }
        };
    }

    /** A path to a PEM file with at least one certificate. */
    public static Value<Path> certificates() {
        return (raw, origin) -> {
            Path file = path().read(raw, origin);
            try (InputStream in = Files.newInputStream(file)) {
                if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                    throw new Value.Wrong("names a file without a certificate: " + file);
                }
                return file;
            } catch (IOException | CertificateException e) {
                throw new Value.Wrong("names a file without readable certificates: " + file);
            }
        };
    }

    /** The name of a character set that this JVM knows. */
    public static Value<Charset> charset() {
        return (raw, origin) -> {
            String name = string(raw);
            try {
                return Charset.forName(name);
            } catch (IllegalArgumentException e) {
                throw new Value.Wrong("is no character set that I know: " + shown(raw));
            }
        };
    }

    /** The SHA-256 of a certificate: 64 hex digits, colons allowed; lower case without colons. */
    public static Value<String> fingerprint() {
        return (raw, origin) -> {
            String hex = string(raw).replace(":", "").toLowerCase(Locale.ROOT);
            if (!hex.matches("[0-9a-f]{64}")) {
                throw new Value.Wrong(
                        "must be the SHA-256 of a certificate, 64 hex digits (openssl x509"
                                + " -noout -fingerprint -sha256)");
            }
            return hex;
        };
    }

    /** A list of values of one kind. */
    public static <T> Value<List<T>> list(Value<T> item) {
        return (raw, origin) -> {
            if (!(raw instanceof List<?> list)) {
                throw new Value.Wrong("must be a list in [ ], not " + Toml.kind(raw));
            }
            return each(list, item, origin);
        };
    }

    /** One value, or a list of at least one. */
    public static <T> Value<List<T>> oneOrMore(Value<T> item) {
        return (raw, origin) -> {
            List<?> list = raw instanceof List<?> several ? several : List.of(raw);
            if (list.isEmpty()) {
                throw new Value.Wrong("must not be an empty list");
            }
            return each(list, item, origin);
        };
    }

    private static <T> List<T> each(List<?> list, Value<T> item, Value.Origin origin)
            throws Value.Wrong {
        List<T> values = new ArrayList<>(list.size());
        for (Object raw : list) {
            values.add(item.read(raw, origin));
        }
        return List.copyOf(values);
    }

    /** The text of a raw value; shared by the kinds of values that are written as text. */
    public static String string(Object raw) throws Value.Wrong {
        if (!(raw instanceof String text)) {
            throw new Value.Wrong("must be a text in quotes, not " + Toml.kind(raw));
        }
        if (text.isBlank()) {
            throw new Value.Wrong("must not be empty");
        }
        return text;
    }

    /** A raw value for people; not for secrets. */
    public static String shown(Object raw) {
        String literal = Toml.literal(raw);
        return literal.length() <= 80 ? literal : literal.substring(0, 77) + "...";
    }

    static String quoted(List<String> words) {
        return words.stream().map(Toml::literal).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Jid parsed(String text) throws Value.Wrong {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new Value.Wrong("is no JID: " + e.getMessage());
        }
    }

    private static String expanded(String path, Value.Origin origin) throws Value.Wrong {
        if (!path.startsWith("$")) {
            return path;
        }
        int slash = path.indexOf('/');
        String name = slash < 0 ? path.substring(1) : path.substring(1, slash);
        if (!PATH_VARIABLES.contains(name)) {
            throw new Value.Wrong(
                    "may start with "
                            + PATH_VARIABLES.stream().sorted().map(v -> "$" + v).toList()
                            + " only, not $"
                            + name);
        }
        @Nullable String value = origin.environment().get(name);
        if (value == null) {
            throw new Value.Wrong(
                    "uses $"
                            + name
                            + ", which only systemd sets for its units; in a shell say "
                            + name
                            + "=FOLDER isthmus ...");
        }
        return value + (slash < 0 ? "" : path.substring(slash));
    }
}
