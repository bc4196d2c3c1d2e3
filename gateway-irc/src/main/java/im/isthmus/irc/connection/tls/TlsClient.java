package im.isthmus.irc.connection.tls;

import im.isthmus.irc.login.ClientCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Puts TLS over a socket and makes sure that the right server is at its other end. */
public final class TlsClient {
    private final SSLContext context;
    private final boolean checkHost;

    /**
     * @param certificate to show to servers that ask for one; null for none
     */
    public TlsClient(TlsTrust trust, @Nullable ClientCertificate certificate)
            throws GeneralSecurityException, IOException {
        KeyManager @Nullable [] own = certificate == null ? null : certificate.keyManagers();
        this.context =
                switch (trust) {
                    case TlsTrust.Anybody _ ->
                            context(own, new TrustManager[] {new PinnedTrust(null)});
                    case TlsTrust.KnownAuthorities _ ->
                            own == null ? SSLContext.getDefault() : context(own, null);
                    case TlsTrust.AuthorityFile file -> context(own, authorities(file));
                    case TlsTrust.Fingerprints pins ->
                            context(own, new TrustManager[] {new PinnedTrust(pins.sha256())});
                };
        this.checkHost =
                !(trust instanceof TlsTrust.Fingerprints || trust instanceof TlsTrust.Anybody);
    }

    /** Blocks until the handshake is through. */
    public SSLSocket handshake(Socket raw, String host) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
        if (checkHost) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(KeyManager @Nullable [] own, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust, null);
        return context;
    }

    private static TrustManager[] authorities(TlsTrust.AuthorityFile file)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(file.pem())) {
            int count = 0;
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate authority : factory.generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
