package im.isthmus.core.stream.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes the TLS context for each {@link TlsTrust}, anew for each connection so that replaced files
 * count.
 */
final class TlsContexts {
    private TlsContexts() {}

    static SSLContext context(TlsTrust trust) throws GeneralSecurityException, IOException {
        if (trust instanceof TlsTrust.Default) {
            return SSLContext.getDefault();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted(trust), null);
        return context;
    }

    private static TrustManager[] trusted(TlsTrust trust)
            throws GeneralSecurityException, IOException {
        return switch (trust) {
            case TlsTrust.Default() -> throw new IllegalArgumentException("has its own context");
            case TlsTrust.Pin pin -> new TrustManager[] {new PinnedCertificate(pin)};
            case TlsTrust.CaFile(Path pem) -> managers(fromPem(pem));
            case TlsTrust.TrustStore(Path file, String password) ->
                    managers(KeyStore.getInstance(file.toFile(), password.toCharArray()));
        };
    }

    private static KeyStore fromPem(Path pem) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(pem)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate in " + pem);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("certificate-" + number++, certificate);
        }
        return store;
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
