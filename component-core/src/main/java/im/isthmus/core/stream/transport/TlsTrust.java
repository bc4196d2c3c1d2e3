package im.isthmus.core.stream.transport;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/** Whose certificates the server may show. All but {@link Pin} also check the host name. */
public sealed interface TlsTrust {
    /** The certificate authorities that the Java runtime trusts. */
    record Default() implements TlsTrust {}

    /** Only the certificates of a PEM file, authorities or the server's own self-signed one. */
    record CaFile(Path pem) implements TlsTrust {}

    /** Only the certificates of a PKCS#12 or JKS file. */
    record TrustStore(Path file, String password) implements TlsTrust {
        @Override
        public String toString() {
            return "TrustStore[file=" + file + "]";
        }
    }

    /**
     * Exactly one certificate, whatever its names, dates and issuer say.
     *
     * @param sha256 its SHA-256 fingerprint as 64 lower-case hex digits; upper case and colons, as
     *     {@code openssl x509 -fingerprint -sha256} prints it, are taken too
     */
    record Pin(String sha256) implements TlsTrust {
        /**
         * @throws IllegalArgumentException if that is no SHA-256 fingerprint
         */
        public Pin {
            sha256 = sha256.replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (sha256.length() != 64 || HexFormat.of().parseHex(sha256).length != 32) {
                throw new IllegalArgumentException(
                        "a SHA-256 fingerprint has 64 hex digits, not " + sha256.length());
            }
        }
    }
}
