package im.isthmus.core.router;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A legacy network that notes what it is asked and fails on command. */
final class RecordingBackend implements Backend {
    final List<UserAction> actions = new CopyOnWriteArrayList<>();
    volatile @Nullable SessionContext context;
    volatile @Nullable BackendFailure failure;
    volatile Runnable onAction = () -> {};
    volatile Set<Ability> abilities = Set.of();
    volatile boolean idle;
    volatile Reactions reactions = Reactions.ANY;

    @Override
    public Identity identity() {
        return new Identity("conference", "irc", "A test gateway");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        if (localpart.contains(",")) {
            throw new InvalidJidException("a name has no comma");
        }
        if (localpart.startsWith("old-")) {
            throw InvalidJidException.misspelt(
                    Text.of("it has a new name"), localpart.substring(4));
        }
        if (localpart.startsWith("#")) {
            return new LegacyAddress.LegacyRoom(localpart);
        }
        return localpart.contains("%")
                ? new LegacyAddress.LegacyContact(localpart)
                : new LegacyAddress.LegacyNetwork(localpart);
    }

    @Override
    public Identity identity(LegacyAddress address) {
        return new Identity("conference", "irc", address.localpart());
    }

    @Override
    public List<LegacyAddress.LegacyNetwork> networks() {
        return List.of(new LegacyAddress.LegacyNetwork("net.example"));
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        return abilities;
    }

    @Override
    public @Nullable LegacyContact person(LegacyRoom room, String nick) {
        return new LegacyContact(nick + room.localpart().substring(2));
    }

    @Override
    public Reactions reactions(LegacyAddress address) {
        return reactions;
    }

    @Override
    public BackendSession open(SessionContext opened) {
        context = opened;
        return new BackendSession() {
            @Override
            public void handle(UserAction action) throws BackendException {
                actions.add(action);
                onAction.run();
                BackendFailure now = failure;
                if (now != null) {
                    throw new BackendException(now);
                }
            }

            @Override
            public boolean isIdle() {
                return idle;
            }

            @Override
            public void close(String reason) {}
        };
    }

    @Override
    public List<Command> commands() {
        return TestCommands.all();
    }

    @Override
    public void close() {}
}
