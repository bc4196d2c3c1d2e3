package im.isthmus.email.inbound.report;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.outbound.Outcomes;
import im.isthmus.email.outbound.ReturnPath;
import im.isthmus.email.outbound.Statuses;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells users what became of their mails, as mail servers report it. */
public final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final EmailTables tables;
    private final Outcomes outcomes;

    public Reports(EmailTables tables, Outcomes outcomes) {
        this.tables = tables;
        this.outcomes = outcomes;
    }

    /** Whether a mail is one about a mail of its user; then they hear of it. */
    public boolean took(Arrival arrival, MailContent mail) {
        Optional<Outgoing> named =
                MailAddress.parse(arrival.recipient())
                        .flatMap(ReturnPath::token)
                        .flatMap(tables.outgoing()::byToken);
        Optional<Bounce> bounce = Bounce.read(mail, arrival.sender().isEmpty(), named.isPresent());
        if (bounce.isEmpty()) {
            return false;
        }
        Optional<Outgoing> about =
                named.or(() ->
                        tables.outgoing()
                                .byMessageId(bounce.get().messageId())
                                .filter(sent -> sent.user().equals(arrival.user())));
        about.ifPresent(sent -> tell(sent, bounce.get()));
        return about.isPresent();
    }

    private void tell(Outgoing sent, Bounce bounce) {
        LOG.info("mail.report id={} kind={}", sent.legacyId(), bounce.kind());
        String recipient = bounce.recipient();
        switch (bounce.kind()) {
            case FAILED ->
                    outcomes.missed(
                            sent,
                            recipient,
                            Statuses.failure(bounce.status(), recipient, bounce.words()));
            case DELAYED -> outcomes.delayed(sent, recipient, Statuses.delay(bounce.words()));
            case DELIVERED -> outcomes.delivered(sent, recipient);
            case RELAYED -> {}
        }
    }
}
