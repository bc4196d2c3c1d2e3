package im.isthmus.core.backend.term;

import java.util.List;

/**
 * What a user is asked for to register (XEP-0077).
 *
 * @param instructions for the user, a sentence or two
 * @param required whether the gateway is of no use to who did not register
 */
public record Registration(String instructions, List<Field> fields, boolean required) {
    public Registration {
        fields = List.copyOf(fields);
    }

    /** One that nobody can do without. */
    public Registration(String instructions, List<Field> fields) {
        this(instructions, fields, true);
    }

    /**
     * One thing to fill in.
     *
     * @param name one of XEP-0077's where one fits ({@code username}, {@code password}, {@code
     *     email}, {@code phone}, {@code nick}), else our own; those are in the data form only
     * @param label for people
     * @param initial what stands there at first, may be empty
     * @param options what may be chosen of; empty if anything may be typed
     */
    public record Field(
            String name,
            Kind kind,
            String label,
            boolean required,
            String initial,
            List<Option> options) {
        public Field {
            options = List.copyOf(options);
        }

        /** One that is empty at first, and that anything may be typed into. */
        public Field(String name, Kind kind, String label, boolean required) {
            this(name, kind, label, required, "", List.of());
        }
    }

    /** One of several values. */
    public record Option(String value, String label) {}

    /** How a field is filled in. */
    public enum Kind {
        TEXT,
        SECRET,
        CHOICE,
        YES_NO,
        /** Several lines of text. */
        LINES,
        /** A JID. */
        ADDRESS,
        /** JIDs, one a line. */
        ADDRESSES
    }
}
