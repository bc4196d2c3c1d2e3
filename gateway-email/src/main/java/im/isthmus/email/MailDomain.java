package im.isthmus.email;

import im.isthmus.core.config.HostPort;
import im.isthmus.email.config.DomainConfig;
import im.isthmus.email.config.ListenerConfig;
import im.isthmus.email.smtp.Dialect;
import im.isthmus.email.smtp.MailHandler;
import im.isthmus.email.smtp.SmtpLimits;
import im.isthmus.email.smtp.SmtpServer;
import im.isthmus.email.smtp.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The mail domain that is ours: where other mail servers hand in mail for it. */
final class MailDomain implements AutoCloseable {
    private final List<SmtpServer> listeners = new ArrayList<>();

    private MailDomain() {}

    /**
     * Begins to listen.
     *
     * @throws UncheckedIOException with a sentence for the admin if it cannot
     */
    static MailDomain open(DomainConfig domain, MailHandler handler) {
        MailDomain opened = new MailDomain();
        opened.listen(domain.listener(), IDN.toASCII(domain.name()), handler);
        return opened;
    }

    private void listen(ListenerConfig config, String hostName, MailHandler handler) {
        SmtpLimits limits = SmtpLimits.of(config.maxMessageSize(), config.connections());
        try {
            SSLContext tls = tls(config);
            listen(
                    config.lmtp(),
                    new SmtpServer.Service(Dialect.LMTP, hostName, limits, tls, handler));
            listen(
                    config.smtp(),
                    new SmtpServer.Service(Dialect.SMTP, hostName, limits, tls, handler));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("email.domain: " + e.getMessage(), e);
        }
    }

    private void listen(@Nullable HostPort address, SmtpServer.Service service) throws IOException {
        if (address != null) {
            listeners.add(SmtpServer.listen(address, service));
        }
    }

    private static @Nullable SSLContext tls(ListenerConfig config) throws IOException {
        return config.certificate() == null || config.key() == null
                ? null
                : TlsIdentity.load(config.certificate(), config.key());
    }

    @Override
    public void close() {
        listeners.forEach(SmtpServer::close);
    }
}
