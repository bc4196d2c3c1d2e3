package im.isthmus.irc.connection.tls;

import im.isthmus.core.content.Hash;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the very certificates whose fingerprints are known beforehand, and no others. */
public final class PinnedTrust extends X509ExtendedTrustManager {
    private final @Nullable Set<String> fingerprints;

    /**
     * @param fingerprints SHA-256 or SHA-1 of certificates, or SHA-256 of public keys, in
     *     lower-case hex; null trusts any certificate
     */
    PinnedTrust(@Nullable Set<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        String fingerprint = fingerprint(chain[0]);
        if (fingerprints != null
                && !fingerprints.contains(fingerprint)
                && !fingerprints.contains(Hash.SHA1.hex(chain[0].getEncoded()))
                && !fingerprints.contains(publicKey(chain[0]))) {
            throw new CertificateException("unexpected certificate with SHA-256 " + fingerprint);
        }
    }

    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        return Hash.SHA256.hex(certificate.getEncoded());
    }

    /** Of the key alone, which outlives certificates (RFC 7469 section 2.4). */
    public static String publicKey(X509Certificate certificate) {
        return Hash.SHA256.hex(certificate.getPublicKey().getEncoded());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
