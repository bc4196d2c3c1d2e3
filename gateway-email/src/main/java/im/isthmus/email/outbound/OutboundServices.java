package im.isthmus.email.outbound;

import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.config.EmailConfig;
import im.isthmus.email.store.EmailTables;
import java.time.InstantSource;

/**
 * What mails on their way out are made with.
 *
 * @param senders as whom users write
 * @param domain of the mails, as the DNS has it
 */
public record OutboundServices(
        EmailConfig config,
        EmailTables tables,
        OwnAddresses addresses,
        Senders senders,
        String domain,
        Fetcher fetcher,
        MediaConfig media,
        InstantSource clock) {}
