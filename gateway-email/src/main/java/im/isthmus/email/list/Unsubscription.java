package im.isthmus.email.list;

import im.isthmus.core.address.Jid;
import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.KnownMessages.Known;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves mailing lists as their last mail says: by one call of their web server (RFC 8058), else by
 * a mail (RFC 2369 section 3.2). Nothing of it happens without the user's word.
 */
public final class Unsubscription {
    private static final Logger LOG = LoggerFactory.getLogger(Unsubscription.class);

    private final EmailTables tables;
    private final Fetcher fetcher;
    private final Writer writer;

    /** How a mail is written for a user. */
    public interface Writer {
        /**
         * Promises to send it.
         *
         * @param localpart of the contact it goes to
         * @throws BackendException if it may not be sent
         */
        void write(Jid user, String localpart, MessageRef ref, Content content)
                throws BackendException;
    }

    public Unsubscription(EmailTables tables, Fetcher fetcher, Writer writer) {
        this.tables = tables;
        this.fetcher = fetcher;
        this.writer = writer;
    }

    /** How a list can be left. */
    sealed interface Way {
        /** By a call of its web server. */
        record Web(URI address) implements Way {}

        /** By a mail. */
        record Mail(MailAddress address, String subject) implements Way {}
    }

    /** How the last mail of a list says that it can be left; empty if it does not. */
    Optional<Way> way(String user, String localpart) {
        Optional<MailHeader> header =
                tables.messages()
                        .lastReceived(user, localpart)
                        .map(Known::legacyId)
                        .map(id -> Long.parseLong(id.substring(1), Character.MAX_RADIX))
                        .flatMap(id -> tables.received().bytes(id, user))
                        .map(bytes -> MailContent.header(bytes, MimeLimits.standard()));
        return header.flatMap(Unsubscription::way);
    }

    private static Optional<Way> way(MailHeader header) {
        Optional<Way> web = ListHeader.oneClick(header).map(Way.Web::new);
        return web.or(() ->
                ListHeader.unsubscribe(header)
                        .map(address ->
                                new Way.Mail(address, ListHeader.unsubscribeSubject(header))));
    }

    /** Goes that way; waits for the web server. */
    Step go(Jid requester, Way way) {
        return switch (way) {
            case Way.Web web -> call(web.address());
            case Way.Mail mail -> write(requester, mail);
        };
    }

    private Step call(URI address) {
        try {
            fetcher.submit(address, Map.of("List-Unsubscribe", "One-Click"));
            return Step.done("The list was asked to send no more mails, and agreed.");
        } catch (FetchException e) {
            LOG.info("list.unsubscribe host={} problem=\"{}\"", address.getHost(), e.getMessage());
            return Step.failed("The list could not be asked: {0}", e.text());
        }
    }

    private Step write(Jid requester, Way.Mail mail) {
        try {
            writer.write(
                    requester.bare(),
                    MailContact.of(mail.address()).localpart(),
                    new MessageRef(requester, null, null),
                    Content.of("unsubscribe").withSubject(mail.subject()));
            return Step.done("A mail was sent that asks the list to send no more.");
        } catch (BackendException e) {
            return new Step.Failed(e.failure().message());
        }
    }
}
