package im.isthmus.testing.legacy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway's way into a {@link DemoNetwork}. */
final class DemoBackend implements Backend {
    private static final Registration ACCOUNT =
            new Registration(
                    "Your account on the demonstration network.",
                    List.of(
                            new Field("username", Kind.TEXT, "Name", true),
                            new Field("password", Kind.SECRET, "Password", true),
                            new Field(
                                    "colour",
                                    Kind.CHOICE,
                                    "Colour",
                                    false,
                                    "red",
                                    List.of(new Option("red", "Red"), new Option("blue", "Blue"))),
                            new Field("loud", Kind.YES_NO, "Be loud", false, "0", List.of())));

    private final DemoNetwork network;
    private final boolean accounts;

    DemoBackend(DemoNetwork network, boolean accounts) {
        this.network = network;
        this.accounts = accounts;
    }

    @Override
    public Identity identity() {
        return new Identity("gateway", "demo", "Demonstration network");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        if (localpart.contains(",")) {
            throw new InvalidJidException("no name has a comma");
        }
        if (localpart.startsWith("#")) {
            return new LegacyRoom(localpart);
        }
        return localpart.equals(DemoNetwork.CONSOLE.localpart())
                ? DemoNetwork.CONSOLE
                : new LegacyContact(localpart);
    }

    @Override
    public Identity identity(LegacyAddress address) {
        return address instanceof LegacyRoom
                ? new Identity("conference", "text", address.localpart())
                : new Identity("client", "pc", address.localpart());
    }

    @Override
    public List<LegacyNetwork> networks() {
        return List.of(DemoNetwork.CONSOLE);
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        return network.abilities();
    }

    @Override
    public @Nullable Registration registration() {
        return accounts ? ACCOUNT : null;
    }

    @Override
    public Prompt prompt() {
        return new Prompt("Type the name of somebody on the demonstration network.", "Name");
    }

    @Override
    public String localpart(String typed) throws InvalidJidException {
        if (typed.contains(",")) {
            throw new InvalidJidException("no name has a comma");
        }
        return JidEscaping.escape(typed);
    }

    @Override
    public boolean promises() {
        return network.promises();
    }

    @Override
    public void start(BackendContext context) {
        network.attach(context);
    }

    @Override
    public BackendSession open(SessionContext context) {
        if (!accounts) {
            network.know(context.user());
        }
        return new DemoSession(network, context);
    }

    @Override
    public void close() {}
}
