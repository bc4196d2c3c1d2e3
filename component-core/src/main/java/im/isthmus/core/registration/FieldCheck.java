package im.isthmus.core.registration;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.stanza.StanzaException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Whether what a user filled in can be what is asked for (XEP-0077 section 3.1.1). */
final class FieldCheck {
    /** More than any network has in a field. */
    private static final int MAX_CHARS = 2000;

    private FieldCheck() {}

    /**
     * The fields that are asked for; others are left out.
     *
     * @param old what the user registered with before. A secret is never shown to the user again,
     *     so one that is left empty stays what it was
     * @throws StanzaException not-acceptable if one is missing or cannot be
     */
    static AccountFields check(
            Registration registration, Map<String, String> typed, @Nullable AccountFields old)
            throws StanzaException {
        Map<String, String> fields = new HashMap<>();
        for (Field field : registration.fields()) {
            String value = typed.getOrDefault(field.name(), "").strip();
            if (value.isEmpty() && field.kind() == Kind.SECRET && old != null) {
                value = old.get(field.name());
            }
            if (!value.isEmpty()) {
                fields.put(field.name(), checked(field, value));
            } else if (field.required()) {
                throw new StanzaException(
                        PacketError.Condition.not_acceptable,
                        "{0} is missing: fill it in and send it again.",
                        field.label());
            }
        }
        return new AccountFields(fields);
    }

    private static String checked(Field field, String value) throws StanzaException {
        boolean possible =
                switch (field.kind()) {
                    case TEXT, SECRET -> value.length() <= MAX_CHARS;
                    case CHOICE -> field.options().stream().anyMatch(o -> o.value().equals(value));
                    case YES_NO -> value.equals("1") || value.equals("0");
                    case LINES -> value.length() <= MAX_CHARS;
                    case ADDRESS -> isJid(value);
                    case ADDRESSES ->
                            value.length() <= MAX_CHARS
                                    && value.lines().allMatch(FieldCheck::isJid);
                };
        if (possible) {
            return value;
        }
        if (field.kind() == Kind.YES_NO && (value.equals("true") || value.equals("false"))) {
            return value.equals("true") ? "1" : "0";
        }
        throw new StanzaException(
                PacketError.Condition.not_acceptable,
                "{0} cannot be this: choose another value and send it again.",
                field.label());
    }

    private static boolean isJid(String text) {
        try {
            Jid.parse(text.strip());
            return true;
        } catch (InvalidJidException e) {
            return false;
        }
    }
}
