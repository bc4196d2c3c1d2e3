package im.isthmus.core.backend;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import java.util.List;

/**
 * The legacy side of one gateway: knows its addresses and opens a {@link BackendSession} for each
 * user. It speaks the vocabulary of {@link UserAction} and {@link LegacyEvent} and never sees XML.
 */
public interface Backend extends AutoCloseable {
    /** How the gateway introduces itself in service discovery. */
    Identity identity();

    /**
     * What a localpart of the gateway's domain stands for. Called for every stanza: cheap, pure and
     * free of side effects.
     *
     * @param localpart prepared by RFC 7622, never empty
     * @throws InvalidJidException with a sentence for the user if it is no address of this backend
     */
    LegacyAddress address(String localpart) throws InvalidJidException;

    /** How an address introduces itself in service discovery, when it is not the gateway itself. */
    Identity identity(LegacyAddress address);

    /** The networks worth showing to somebody who looks around: those the admin named. */
    default List<LegacyNetwork> networks() {
        return List.of();
    }

    /**
     * Starts to serve a user. Called by the owner of the user's session; must not block.
     *
     * @param context what the core offers to this one session, valid until its {@code close}
     */
    BackendSession open(SessionContext context);

    /** Ends everything; sessions were closed before. */
    @Override
    void close();

    /**
     * An identity of XEP-0030, such as {@code conference/irc}.
     *
     * @param category of the XMPP registrar
     * @param type of the XMPP registrar
     * @param name for people
     */
    record Identity(String category, String type, String name) {}
}
