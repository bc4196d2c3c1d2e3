package im.isthmus.email.inbound;

import im.isthmus.core.address.Jid;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.config.DomainConfig;
import im.isthmus.email.outbound.Outcomes;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.thread.Threads;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * What mails on their way in are handled with.
 *
 * @param permitted who may use the gateway, by bare JID
 */
public record InboundServices(
        DomainConfig domain,
        EmailTables tables,
        OwnAddresses addresses,
        Threads threads,
        Outcomes outcomes,
        Predicate<Jid> permitted,
        InstantSource clock) {}
