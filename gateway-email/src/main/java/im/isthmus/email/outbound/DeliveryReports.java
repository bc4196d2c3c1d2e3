package im.isthmus.email.outbound;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.MailText;
import im.isthmus.email.store.ReceivedMails.Success;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Reports about mails that came to us (RFC 3464): that one was delivered, if the sender asked, and
 * that one was not, which only happens when the user's XMPP server takes back what it promised.
 */
public final class DeliveryReports {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final OutboundServices services;
    private final Runnable added;

    /**
     * @param added called when there is a new mail to send
     */
    public DeliveryReports(OutboundServices services, Runnable added) {
        this.services = services;
        this.added = added;
    }

    /**
     * Tells the sender of a mail.
     *
     * @param recipient of the mail, as it was written
     * @param header of the mail, as far as it goes back
     */
    public void tell(
            Success about, String recipient, boolean delivered, String reason, String header) {
        Optional<MailAddress> sender = MailAddress.parse(about.sender());
        if (sender.isEmpty()) {
            return; // the null sender is told nothing, ever (RFC 5321 section 4.5.5)
        }
        Instant now = services.clock().instant();
        String messageId = '<' + UUID.randomUUID().toString() + '@' + services.domain() + '>';
        String boundary = "=_" + UUID.randomUUID();
        String explained =
                delivered
                        ? "Your mail to " + line(recipient) + " was delivered."
                        : "Your mail to "
                                + line(recipient)
                                + " was not delivered.\n"
                                + line(reason);
        String text =
                top(sender.get().wire(), delivered, messageId, boundary, DATE.format(now))
                        + part(boundary, "text/plain; charset=utf-8", explained)
                        + part(
                                boundary,
                                "message/delivery-status",
                                status(about, recipient, delivered))
                        + part(boundary, "text/rfc822-headers; charset=utf-8", header.strip())
                        + "--"
                        + boundary
                        + "--\n";
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        services.tables().outgoing().addReport(sender.get().wire(), messageId, bytes, now);
        added.run();
    }

    private String top(
            String sender, boolean delivered, String messageId, String boundary, String date) {
        return """
        From: Mail Delivery <mailer-daemon@%s>
        To: %s
        Subject: %s
        Date: %s
        Message-ID: %s
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="%s"

        """
                .formatted(
                        services.domain(),
                        sender,
                        delivered ? "Delivered" : "Undelivered mail",
                        date,
                        messageId,
                        boundary);
    }

    private static String part(String boundary, String type, String body) {
        return "--"
                + boundary
                + "\nContent-Type: "
                + type
                + "\nContent-Transfer-Encoding: 8bit\n\n"
                + body
                + "\n\n";
    }

    private String status(Success about, String recipient, boolean delivered) {
        StringBuilder fields = new StringBuilder();
        if (!about.envelopeId().isEmpty()) {
            fields.append("Original-Envelope-Id: ").append(line(about.envelopeId())).append('\n');
        }
        fields.append("Reporting-MTA: dns; ").append(services.domain()).append("\n\n");
        if (!about.original().isEmpty()) {
            fields.append("Original-Recipient: ").append(line(about.original())).append('\n');
        }
        fields.append("Final-Recipient: rfc822; ").append(line(recipient)).append('\n');
        fields.append("Action: ").append(delivered ? "delivered" : "failed").append('\n');
        return fields.append("Status: ").append(delivered ? "2.0.0" : "5.0.0").toString();
    }

    private static String line(String text) {
        return MailText.line(text, 500);
    }
}
