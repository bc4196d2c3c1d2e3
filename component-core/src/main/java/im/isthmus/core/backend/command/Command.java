package im.isthmus.core.backend.command;

import im.isthmus.core.backend.term.Registration.Field;
import java.util.List;
import java.util.Set;

/**
 * Something that a user or an admin can tell a gateway to do. One declaration serves ad-hoc
 * commands (XEP-0050), the chat with the gateway and the command line.
 *
 * @param node of XEP-0050
 * @param word what is typed in a chat or on the command line: lower case, with hyphens
 * @param name for people, such as "Show my contacts"; a literal, translated when shown
 * @param description what it does, a sentence; a literal, translated when shown
 * @param audience who may run it
 * @param scopes the kinds of addresses it is offered at
 * @param fields what is asked for first, if that is the same for everybody; may be empty
 * @param handler does it, once the fields are filled in
 */
public record Command(
        String node,
        String word,
        String name,
        String description,
        Audience audience,
        Set<Scope> scopes,
        List<Field> fields,
        Handler handler) {
    public Command {
        scopes = Set.copyOf(scopes);
        fields = List.copyOf(fields);
    }

    /** A command of the gateway itself whose node is its word. */
    public static Command of(
            String word, String name, String description, Audience audience, Handler handler) {
        return new Command(
                word, word, name, description, audience, Set.of(Scope.GATEWAY), List.of(), handler);
    }

    public Command withNode(String other) {
        return new Command(other, word, name, description, audience, scopes, fields, handler);
    }

    public Command withScopes(Set<Scope> others) {
        return new Command(node, word, name, description, audience, others, fields, handler);
    }

    public Command withFields(List<Field> others) {
        return new Command(node, word, name, description, audience, scopes, others, handler);
    }

    /** Who may run it. */
    public enum Audience {
        /** Everybody whom the gateway serves. */
        USERS,
        /** Users with an account on the legacy network. */
        REGISTERED,
        /** The admins whom the configuration names. */
        ADMINS
    }

    /** A kind of address ({@code LegacyAddress}). */
    public enum Scope {
        GATEWAY,
        NETWORK,
        ROOM,
        CONTACT
    }
}
