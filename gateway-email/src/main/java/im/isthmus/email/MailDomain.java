package im.isthmus.email;

import im.isthmus.core.Services;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.config.HostPort;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.config.DomainConfig;
import im.isthmus.email.config.EmailConfig;
import im.isthmus.email.config.ListenerConfig;
import im.isthmus.email.inbound.InboundServices;
import im.isthmus.email.inbound.Postman;
import im.isthmus.email.inbound.Reception;
import im.isthmus.email.inbound.Undeliverable;
import im.isthmus.email.outbound.DeliveryReports;
import im.isthmus.email.outbound.Drafts;
import im.isthmus.email.outbound.MailQueue;
import im.isthmus.email.outbound.OutboundServices;
import im.isthmus.email.outbound.Outcomes;
import im.isthmus.email.smtp.Dialect;
import im.isthmus.email.smtp.MailHandler;
import im.isthmus.email.smtp.RelayClient;
import im.isthmus.email.smtp.SmtpLimits;
import im.isthmus.email.smtp.SmtpServer;
import im.isthmus.email.smtp.TlsIdentity;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.thread.Threads;
import java.io.IOException;
import java.net.IDN;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The mail domain that is ours: mail comes in by our listeners and goes out by the relay. */
final class MailDomain implements AutoCloseable {
    private final List<SmtpServer> listeners = new ArrayList<>();
    private final Postman postman;
    private final MailQueue queue;
    private final Drafts drafts;
    private final Undeliverable undeliverable;

    private MailDomain(
            OutboundServices out, DomainConfig domain, BackendContext context, Threads threads) {
        Outcomes outcomes = new Outcomes(out.tables().outgoing(), context);
        queue = new MailQueue(out, outcomes, () -> new RelayClient(domain.relay(), out.domain()));
        drafts = new Drafts(out, threads, queue::wake);
        DeliveryReports reports = new DeliveryReports(out, queue::wake);
        InboundServices in =
                new InboundServices(
                        domain,
                        out.tables(),
                        out.addresses(),
                        threads,
                        outcomes,
                        context::permits,
                        out.clock());
        postman = new Postman(in, context, reports);
        undeliverable = new Undeliverable(in, reports);
        listen(domain.listener(), out.domain(), new Reception(in, postman::bring));
    }

    /**
     * Begins to listen and to send.
     *
     * @throws IllegalStateException with a sentence for the admin if it cannot listen
     */
    static MailDomain open(
            EmailConfig config,
            DomainConfig domain,
            Services services,
            EmailTables tables,
            BackendContext context,
            InstantSource clock) {
        OutboundServices out =
                new OutboundServices(
                        config,
                        tables,
                        new OwnAddresses(domain.name(), domain.aliases()),
                        IDN.toASCII(domain.name()),
                        services.fetcher(),
                        services.media(),
                        clock);
        MailDomain opened = new MailDomain(out, domain, context, new Threads(tables.messages()));
        opened.queue.start();
        opened.postman.start();
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
            throw new IllegalStateException(e.getMessage(), e);
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

    Drafts drafts() {
        return drafts;
    }

    Undeliverable undeliverable() {
        return undeliverable;
    }

    @Override
    public void close() {
        listeners.forEach(SmtpServer::close);
        postman.close();
        queue.close();
    }
}
