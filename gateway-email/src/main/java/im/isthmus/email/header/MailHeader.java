package im.isthmus.email.header;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header of a mail, as far as we took it.
 *
 * @param fields in the order of the mail
 */
public record MailHeader(List<Field> fields) {
    private static final int SUBJECT = 1000;

    public MailHeader {
        fields = List.copyOf(fields);
    }

    /**
     * One field.
     *
     * @param name in lower case
     * @param value unfolded, not decoded
     */
    public record Field(String name, String value) {
        /** Takes a field as it stands in a mail, line breaks and all. */
        public static Field of(String name, String raw) {
            return new Field(
                    name.strip().toLowerCase(Locale.ROOT), raw.replaceAll("\\r?\\n", "").strip());
        }
    }

    /** The first field of a name, not decoded; empty if there is none. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /** All fields of a name, not decoded. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** The first field of a name as a line that can be shown; empty if there is none. */
    public String text(String name) {
        return MailText.line(EncodedWords.decode(first(name).orElse("")), SUBJECT);
    }

    /** Everybody in the fields of a name. */
    public List<Mailbox> mailboxes(String name) {
        return all(name).stream().flatMap(value -> Mailbox.parse(value).stream()).toList();
    }

    /** The value and the parameters of a field; of nothing if there is none. */
    public ParameterField parameters(String name) {
        return ParameterField.parse(first(name).orElse(""));
    }
}
