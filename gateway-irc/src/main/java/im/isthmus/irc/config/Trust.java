package im.isthmus.irc.config;

import im.isthmus.core.config.Section;
import im.isthmus.core.config.Values;
import im.isthmus.irc.connection.tls.TlsTrust;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Which keys say who is believed to be a server. */
final class Trust {
    static final String FINGERPRINT = "tls-fingerprint";
    static final String AUTHORITIES = "tls-ca-file";
    static final String VERIFY = "tls-verify";

    private static final String EXAMPLE_PRINT = "ab".repeat(32);

    private Trust() {}

    /** Of a network, which has certificates of its own. */
    static TlsTrust ofNetwork(Section section, TlsTrust otherwise) {
        List<String> prints =
                section.optional(
                        FINGERPRINT, Values.oneOrMore(Values.fingerprint()), EXAMPLE_PRINT);
        TlsTrust trust = read(section, otherwise);
        if (prints == null) {
            return trust;
        }
        for (String key : new String[] {AUTHORITIES, VERIFY}) {
            if (section.has(key)) {
                section.problem(key, "has no use: tls-fingerprint decides alone", "");
            }
        }
        return new TlsTrust.Fingerprints(Set.copyOf(prints));
    }

    /**
     * Of any server.
     *
     * @param otherwise what holds if the section says nothing
     */
    static TlsTrust read(Section section, TlsTrust otherwise) {
        Path file = section.optional(AUTHORITIES, Values.certificates(), "/etc/isthmus/irc-ca.pem");
        boolean verify = section.withDefault(VERIFY, Values.bool(), true);
        if (!verify && file != null) {
            section.problem(AUTHORITIES, "has no use: tls-verify is false", "");
        }
        if (!verify) {
            return new TlsTrust.Anybody();
        }
        if (file != null) {
            return new TlsTrust.AuthorityFile(file);
        }
        boolean strict = section.has(VERIFY) && otherwise instanceof TlsTrust.Anybody;
        return strict ? new TlsTrust.KnownAuthorities() : otherwise;
    }
}
