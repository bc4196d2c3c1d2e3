package im.isthmus.testing.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in exactly one certificate: that of a test's own server. */
public final class TrustedPem {
    private TrustedPem() {}

    /** For sockets. */
    public static SSLContext context(Path certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(certificate).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For libraries that want to make the context themselves. */
    public static X509TrustManager manager(Path certificate) {
        return (X509TrustManager) factory(certificate).getTrustManagers()[0];
    }

    private static TrustManagerFactory factory(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust " + certificate, e);
        }
    }
}
