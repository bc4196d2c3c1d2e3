package im.isthmus.core.backend;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * The network whose console the chat with the gateway is, where the gateway is one network:
     * what is no command of the gateway goes there. Null where there are several.
     */
    default @Nullable LegacyNetwork console() {
        return null;
    }

    /** What an address can carry beyond plain text. Called often: cheap and pure. */
    default Set<Ability> abilities(LegacyAddress address) {
        return Set.of();
    }

    /**
     * As {@link #abilities(LegacyAddress)} for one user, where it depends on how that user is
     * connected. Called by the owner of the user's session.
     *
     * @param user a bare JID
     */
    default Set<Ability> abilities(Jid user, LegacyAddress address) {
        return abilities(address);
    }

    /** Which reactions messages to an address may get, if any. Cheap and pure. */
    default Reactions reactions(LegacyAddress address) {
        return Reactions.ANY;
    }

    /** What a user is asked for to register; null if there is nothing to register for. */
    default @Nullable Registration registration() {
        return null;
    }

    /** What to ask a user for to find somebody (XEP-0100 section 6.3); null if nothing fits. */
    default @Nullable Prompt prompt() {
        return null;
    }

    /**
     * How people and rooms of the network are reached, for who asks the gateway for help.
     *
     * @param domain the gateway's
     */
    default Text guidance(String domain) {
        return Text.EMPTY;
    }

    /**
     * The localpart for an address as people of the network write it, such as a phone number.
     *
     * @throws InvalidJidException with a sentence for the user if it is none
     */
    default String localpart(String typed) throws InvalidJidException {
        throw new InvalidJidException("this gateway has no other addresses than its JIDs");
    }

    /**
     * The localpart for an address of the network in a URI, such as {@code sms:+12025550100}; null
     * if it is none. Cheap and pure.
     */
    default @Nullable String localpartOfUri(String uri) {
        return null;
    }

    /** What users can set to their liking, beside what there is for every gateway. */
    default List<Preference<?>> preferences() {
        return List.of();
    }

    /** What users and admins can tell it to do, beside the commands that every gateway has. */
    default List<Command> commands() {
        return List.of();
    }

    /**
     * Whether this backend tells its network "I have it" and must not forget it then, as one does
     * that takes mail. It publishes what it took over by {@link SessionContext#publishKept}, and
     * has durable queues of its own: what a user sends is on the disk when {@link
     * BackendSession#handle} returns. Of a backend that does not promise the core keeps a journal
     * of what users sent, so that nothing vanishes in silence when the process dies; it ends with
     * {@link MessageEvent.MessageAccepted}, {@link MessageEvent.MessageDelivered} or {@link
     * LegacyEvent.MessageFailed}, one of which such a backend must publish in the end.
     */
    default boolean promises() {
        return false;
    }

    /**
     * Whether sessions are opened for users who only come online, to be told {@link
     * UserAction.ChangeAvailability}; else that comes to sessions only that are open for other
     * reasons.
     */
    default boolean followsAvailability() {
        return false;
    }

    /**
     * Called once, before any session is opened and after the gateway was put together; must not
     * block.
     *
     * @throws java.io.UncheckedIOException with a sentence for the admin, if it cannot listen where
     *     the configuration wants it to
     */
    default void start(BackendContext context) {}

    /**
     * Starts to serve a user. Called by the owner of the user's session; must not block.
     *
     * @param context what the core offers to this one session, valid until its {@code close}
     */
    BackendSession open(SessionContext context);

    /**
     * The contact that somebody in a room is outside of it; null if there is no such address. Cheap
     * and pure.
     */
    default @Nullable LegacyContact person(LegacyRoom room, String nick) {
        return null;
    }

    /**
     * The room that somebody means who takes a contact for one; null if there is no such address.
     * Cheap and pure.
     */
    default @Nullable LegacyRoom roomMeant(LegacyContact contact) {
        return null;
    }

    /** Connections to legacy networks that are up now; callable from any thread, never blocks. */
    default int connections() {
        return 0;
    }

    /** Messages that were taken and that no network has yet; may ask the database. */
    default long waiting() {
        return 0;
    }

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

    /**
     * Limits on reactions (XEP-0444 section 3.2).
     *
     * @param most of one user to one message; 0 if there is no limit
     * @param allowed the emojis that there are; empty if there is no limit
     */
    record Reactions(int most, List<String> allowed) {
        /** No limits. */
        public static final Reactions ANY = new Reactions(0, List.of());

        public Reactions {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * A question for the address of somebody.
     *
     * @param description what to do, a sentence
     * @param label of the field
     */
    record Prompt(String description, String label) {}
}
