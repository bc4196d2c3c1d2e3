package im.isthmus.core.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.session.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All commands of a gateway, and who may run them where. */
final class CommandTable {
    private final List<Command> commands;
    private final boolean accounts;
    private final Predicate<Jid> permitted;
    private final Predicate<Jid> admins;

    /**
     * A table whose words are unique, as are nodes at each kind of address.
     *
     * @param permitted who may use the gateway, by bare JID
     * @param admins who administers it, by bare JID
     */
    CommandTable(
            List<Command> commands,
            Backend backend,
            Predicate<Jid> permitted,
            Predicate<Jid> admins) {
        this.commands = List.copyOf(commands);
        this.accounts = backend.registration() != null;
        this.permitted = permitted;
        this.admins = admins;
        Set<String> seen = new HashSet<>();
        for (Command command : commands) {
            unique(seen, "word " + command.word());
            for (Scope scope : command.scopes()) {
                unique(seen, "node " + command.node() + " at " + scope);
            }
        }
    }

    private static void unique(Set<String> seen, String name) {
        if (!seen.add(name)) {
            throw new IllegalArgumentException("two commands have the " + name);
        }
    }

    /** What this user may run at an address, in order. */
    List<Command> offered(Session session, LegacyAddress address) {
        return commands.stream()
                .filter(command -> isAt(command, address) && mayRun(session, command))
                .toList();
    }

    /** What this user may run anywhere, in order. */
    List<Command> offered(Session session) {
        return commands.stream().filter(command -> mayRun(session, command)).toList();
    }

    /** Whether an address has any command, for anybody. */
    boolean isAny(LegacyAddress address) {
        return commands.stream().anyMatch(command -> isAt(command, address));
    }

    /** The command of a node at an address. */
    Optional<Command> byNode(String node, LegacyAddress address) {
        return commands.stream()
                .filter(command -> command.node().equals(node) && isAt(command, address))
                .findFirst();
    }

    /** The command of a word. */
    Optional<Command> byWord(String word) {
        return commands.stream().filter(command -> command.word().equals(word)).findFirst();
    }

    /** Whether this user may run a command. */
    boolean mayRun(Session session, Command command) {
        if (isAdmin(session.user())) {
            return command.audience() != Command.Audience.REGISTERED || isRegistered(session);
        }
        return permitted.test(session.user())
                && switch (command.audience()) {
                    case USERS -> true;
                    case REGISTERED -> isRegistered(session);
                    case ADMINS -> false;
                };
    }

    boolean isAdmin(Jid user) {
        return admins.test(user.bare());
    }

    /** Where nobody can register, everybody counts as registered. */
    private boolean isRegistered(Session session) {
        return !accounts || session.account() != null;
    }

    static boolean isAt(Command command, LegacyAddress address) {
        return command.scopes().contains(scope(address));
    }

    private static Scope scope(LegacyAddress address) {
        return switch (address) {
            case LegacyAddress.Gateway _ -> Scope.GATEWAY;
            case LegacyAddress.LegacyNetwork _ -> Scope.NETWORK;
            case LegacyAddress.LegacyRoom _ -> Scope.ROOM;
            case LegacyAddress.LegacyContact _ -> Scope.CONTACT;
        };
    }
}
