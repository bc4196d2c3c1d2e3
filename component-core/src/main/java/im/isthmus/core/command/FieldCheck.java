package im.isthmus.core.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what somebody filled into a field, and says what is wrong. */
final class FieldCheck {
    /** For all lines of a field together. */
    private static final int MAX_CHARACTERS = 20_000;

    private static final Set<String> YES = Set.of("1", "true", "yes", "y", "ja", "j", "on");
    private static final Set<String> NO = Set.of("0", "false", "no", "n", "nein", "off");

    private FieldCheck() {}

    /** A value that does not fit. */
    static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Text text;

        Misfit(String pattern, Object... arguments) {
            super(pattern, null, false, false);
            this.text = Text.of(pattern, arguments);
        }

        Text text() {
            return text;
        }
    }

    /**
     * The value as handlers get it.
     *
     * @param typed as it came, several values as lines
     */
    static String value(Field field, String typed) throws Misfit {
        String value = typed.strip();
        if (value.isEmpty()) {
            if (field.required()) {
                throw new Misfit("{0} is missing.", Text.of(field.label()));
            }
            return "";
        }
        if (value.length() > MAX_CHARACTERS) {
            throw new Misfit("{0} is too long.", Text.of(field.label()));
        }
        return switch (field.kind()) {
            case TEXT, LINES -> value;
            case SECRET -> typed;
            case CHOICE -> chosen(field, value);
            case YES_NO -> yesOrNo(field, value);
            case ADDRESS -> address(value);
            case ADDRESSES -> addresses(value);
        };
    }

    private static String yesOrNo(Field field, String value) throws Misfit {
        String word = value.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return "1";
        }
        if (NO.contains(word)) {
            return "0";
        }
        throw new Misfit("{0} is yes or no.", Text.of(field.label()));
    }

    private static String chosen(Field field, String value) throws Misfit {
        List<Option> options = field.options();
        Optional<Option> option =
                options.stream().filter(each -> each.value().equalsIgnoreCase(value)).findFirst();
        if (option.isEmpty()) {
            throw new Misfit(
                    "{0} is one of these: {1}.",
                    Text.of(field.label()),
                    options.stream().map(Option::value).collect(Collectors.joining(", ")));
        }
        return option.get().value();
    }

    private static String address(String value) throws Misfit {
        try {
            return Jid.parse(value).toString();
        } catch (InvalidJidException e) {
            throw new Misfit("{0} is no address: {1}.", value, e.text());
        }
    }

    private static String addresses(String value) throws Misfit {
        StringBuilder all = new StringBuilder();
        for (String line : value.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            all.append(all.isEmpty() ? "" : "\n").append(address(line));
        }
        return all.toString();
    }
}
