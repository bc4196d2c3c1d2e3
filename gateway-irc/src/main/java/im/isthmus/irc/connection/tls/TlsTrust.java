package im.isthmus.irc.connection.tls;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which server is believed to be the one it says. */
public sealed interface TlsTrust {
    /** Whoever answers: TLS against listeners only, for users who want no check. */
    record Anybody() implements TlsTrust {}

    /** Certificates of authorities that this Java knows, for the host asked for. */
    record KnownAuthorities() implements TlsTrust {}

    /** Certificates of the authorities in a PEM file, for the host asked for. */
    record AuthorityFile(Path pem) implements TlsTrust {}

    /**
     * These very certificates, whatever they say about hosts and dates.
     *
     * @param sha256 fingerprints of certificates or of their public keys in hex, with or without
     *     colons; a SHA-1 of 40 digits, as biboumi's users have them, is taken too
     */
    record Fingerprints(Set<String> sha256) implements TlsTrust {
        public Fingerprints {
            sha256 = sha256.stream().map(Fingerprints::normal).collect(Collectors.toSet());
            if (sha256.isEmpty()) {
                throw new IllegalArgumentException("no fingerprint");
            }
        }

        private static String normal(String fingerprint) {
            String hex = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
            if (!hex.matches("[0-9a-f]{64}|[0-9a-f]{40}")) {
                throw new IllegalArgumentException("not a SHA-256 fingerprint: 64 hex digits");
            }
            return hex;
        }
    }
}
