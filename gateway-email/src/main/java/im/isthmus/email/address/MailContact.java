package im.isthmus.email.address;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.content.Hash;
import java.util.regex.Pattern;

/** Somebody who can be written to by mail, as the localpart of a JID names them. */
public sealed interface MailContact {
    /** The localpart that stands for it. */
    String localpart();

    /**
     * A person.
     *
     * @param percent whether the old form {@code user%example.org} is meant, instead of XEP-0106's
     */
    record Person(MailAddress address, boolean percent) implements MailContact {
        @Override
        public String localpart() {
            return percent
                    ? JidEscaping.escape(address.local()) + '%' + address.domain()
                    : JidEscaping.escape(plain(address));
        }
    }

    /**
     * A mailing list by its List-Id (RFC 2919), which has no {@code @}.
     *
     * @param id in lower case
     */
    record MailingList(String id) implements MailContact {
        @Override
        public String localpart() {
            return id;
        }
    }

    /** An address that no localpart can have (RFC 8265 forbids it), by what was made of it. */
    record Surrogate(String localpart) implements MailContact {}

    /** What {@link Surrogate} localparts look like. */
    Pattern SURROGATE = Pattern.compile("eai-[0-9a-f]{24}");

    /** What can be a mailing list. */
    Pattern LIST = Pattern.compile("[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)+");

    /**
     * Reads a localpart.
     *
     * @throws InvalidJidException with a sentence for the user if it stands for no mail address
     */
    static MailContact parse(String localpart) throws InvalidJidException {
        if (SURROGATE.matcher(localpart).matches()) {
            return new Surrogate(localpart);
        }
        String unescaped = JidEscaping.unescape(localpart);
        int percent = unescaped.lastIndexOf('%');
        if (unescaped.indexOf('@') >= 0) {
            return new Person(checked(unescaped), false);
        }
        if (percent > 0) {
            String address =
                    unescaped.substring(0, percent) + '@' + unescaped.substring(percent + 1);
            return new Person(checked(address), true);
        }
        if (LIST.matcher(localpart).matches()) {
            return new MailingList(localpart);
        }
        throw new InvalidJidException(
                "This is no mail address: write user\\40example.org for user@example.org.");
    }

    /** The contact behind an address of a mail; a {@link Surrogate} where nothing else fits. */
    static MailContact of(MailAddress address) {
        Person person = new Person(address, false);
        try {
            String prepared = Jid.of(person.localpart(), "localhost", "").local();
            if (parse(prepared) instanceof Person same
                    && same.address().key().equals(address.key())) {
                return same;
            }
        } catch (InvalidJidException e) {
            // Told by the surrogate.
        }
        return new Surrogate("eai-" + hash(address.key()));
    }

    private static MailAddress checked(String text) throws InvalidJidException {
        int at = text.lastIndexOf('@');
        String quoted =
                MailAddress.parse(text).isPresent() || at <= 0
                        ? text
                        : '"'
                                + text.substring(0, at).replaceAll("([\"\\\\])", "\\\\$1")
                                + '"'
                                + text.substring(at);
        return MailAddress.parse(quoted)
                .orElseThrow(() -> new InvalidJidException("This is no mail address: {0}", text));
    }

    private static String plain(MailAddress address) {
        return address.local() + '@' + address.domain();
    }

    private static String hash(String key) {
        return Hash.SHA256.hex(key).substring(0, 24);
    }
}
