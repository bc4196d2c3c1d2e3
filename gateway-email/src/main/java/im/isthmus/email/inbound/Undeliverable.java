package im.isthmus.email.inbound;

import im.isthmus.core.store.database.StoreException;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.outbound.DeliveryReports;
import im.isthmus.email.store.ReceivedMails.Success;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails that a user's XMPP server did not take after all. Their senders hear of it only if it is
 * certain who they are, for else somebody would who never wrote.
 */
public final class Undeliverable {
    private static final Logger LOG = LoggerFactory.getLogger(Undeliverable.class);

    private final InboundServices services;
    private final DeliveryReports reports;

    public Undeliverable(InboundServices services, DeliveryReports reports) {
        this.services = services;
        this.reports = reports;
    }

    /**
     * Tells the sender, if that is right; returns at once.
     *
     * @param legacyId of the mail, as it was published
     */
    public void tell(String user, String legacyId, String reason) {
        Thread.ofVirtual()
                .name("undeliverable")
                .start(() -> {
                    try {
                        report(user, legacyId, reason);
                    } catch (StoreException | NumberFormatException e) {
                        LOG.warn("mail.report id={} problem=\"{}\"", legacyId, e.getMessage());
                    }
                });
    }

    private void report(String user, String legacyId, String reason) {
        if (!legacyId.startsWith("m")) {
            return;
        }
        long mail = Long.parseLong(legacyId.substring(1), Character.MAX_RADIX);
        if (services.tables().accounts().places().find(user, mail).isPresent()) {
            return; // it is in the user's own mailbox
        }
        Optional<byte[]> bytes = services.tables().received().bytes(mail, user);
        Optional<Success> about = services.tables().received().about(mail, user);
        if (bytes.isEmpty() || about.isEmpty()) {
            return;
        }
        MailHeader header = MailContent.header(bytes.get(), MimeLimits.standard());
        boolean certain =
                AuthenticationResults.dmarc(header, services.authenticationId())
                        == AuthenticationResults.Verdict.PASS;
        if (!certain || isAutomatic(header)) {
            LOG.info("mail.undeliverable id={} told=false", legacyId);
            return;
        }
        LOG.info("mail.undeliverable id={} told=true", legacyId);
        String shown =
                "Subject: " + header.text("subject") + "\nMessage-ID: " + header.text("message-id");
        reports.tell(about.get(), about.get().recipient(), false, reason, shown);
    }

    /** RFC 3834 section 2: what no machine may answer to. */
    static boolean isAutomatic(MailHeader header) {
        String submitted = header.text("auto-submitted").toLowerCase(Locale.ROOT);
        String precedence = header.text("precedence").toLowerCase(Locale.ROOT);
        boolean daemon =
                header.mailboxes("from").stream()
                        .map(box -> box.address().local().toLowerCase(Locale.ROOT))
                        .anyMatch(local ->
                                local.matches(
                                        "mailer-daemon|postmaster|.*no-?reply.*|.*do-?not-?reply.*|bounces?.*"));
        return (!submitted.isEmpty() && !submitted.equals("no"))
                || precedence.matches("bulk|list|junk")
                || header.has("list-id")
                || header.has("list-unsubscribe")
                || header.has("x-auto-response-suppress")
                || header.parameters("content-type").value().equals("multipart/report")
                || daemon;
    }
}
