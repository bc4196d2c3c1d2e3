package im.isthmus.core.stream.transport;

import im.isthmus.core.content.Hash;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts the one certificate with the right fingerprint. */
final class PinnedCertificate extends X509ExtendedTrustManager {
    private final TlsTrust.Pin pin;

    PinnedCertificate(TlsTrust.Pin pin) {
        this.pin = pin;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        String shown = fingerprint(chain[0]);
        if (!shown.equals(pin.sha256())) {
            throw new CertificateException(
                    "the server's certificate has the SHA-256 fingerprint "
                            + shown
                            + ", not the pinned "
                            + pin.sha256());
        }
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateException {
        return Hash.SHA256.hex(certificate.getEncoded());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("components are clients only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
