package im.isthmus.email.inbound;

import im.isthmus.core.address.Jid;
import im.isthmus.email.address.OwnAddresses;
import im.isthmus.email.config.DomainConfig.Dmarc;
import im.isthmus.email.contact.Acquaintances;
import im.isthmus.email.contact.ContactTroubles;
import im.isthmus.email.group.Groups;
import im.isthmus.email.list.Digests;
import im.isthmus.email.outbound.Outcomes;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.thread.Threads;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * What mails on their way in are handled with.
 *
 * @param authenticationId whose {@code Authentication-Results} are believed; empty for nobody's
 * @param dmarc what becomes of mails that fail DMARC
 * @param permitted who may use the gateway, by bare JID
 */
public record InboundServices(
        String authenticationId,
        Dmarc dmarc,
        EmailTables tables,
        OwnAddresses addresses,
        Threads threads,
        Outcomes outcomes,
        Digests digests,
        Acquaintances acquaintances,
        ContactTroubles troubles,
        Groups groups,
        Predicate<Jid> permitted,
        InstantSource clock) {}
