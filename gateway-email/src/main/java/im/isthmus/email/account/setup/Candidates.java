package im.isthmus.email.account.setup;

import im.isthmus.email.connection.MailServer;
import java.util.List;

/**
 * Servers that an account may be at.
 *
 * @param servers to be tried, best first
 * @param foreign what the DNS names outside of the domain of the address. Whoever forges the DNS
 *     could name their own, so the user has to agree (RFC 6186 section 6)
 */
record Candidates(List<MailServer> servers, List<MailServer> foreign) {
    Candidates {
        servers = List.copyOf(servers);
        foreign = List.copyOf(foreign);
    }

    /** Those that somebody named who may. */
    static Candidates named(List<MailServer> servers) {
        return new Candidates(servers, List.of());
    }
}
