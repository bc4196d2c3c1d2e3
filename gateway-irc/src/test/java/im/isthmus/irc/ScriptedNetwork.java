package im.isthmus.irc;

import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of one user, Juliet, on a network that says what each test wants. */
public abstract class ScriptedNetwork {
    protected FakeIrcServer server;
    protected IrcBackend backend;
    protected TestUser juliet;

    /** How the network presents itself. */
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT;
    }

    /** What leads to it. */
    protected IrcBackend backend(int port) {
        return TestBackends.to(port);
    }

    @BeforeEach
    protected final void startNetwork() throws Exception {
        start(options());
    }

    @AfterEach
    protected final void stopNetwork() throws Exception {
        juliet.close();
        server.close();
    }

    /** Starts over on a network that presents itself otherwise. */
    protected final void restart(FakeIrcServer.Options otherwise) throws Exception {
        stopNetwork();
        start(otherwise);
    }

    private void start(FakeIrcServer.Options options) throws Exception {
        server = FakeIrcServer.start(options);
        backend = backend(server.port());
        juliet = new TestUser(backend, "juliet@example.org");
    }

    /** Juliet enters {@code #balcony}; how the network sees her. */
    protected final FakeIrcClient enter() {
        juliet.join("#balcony", "juliet");
        return server.awaitClient("juliet");
    }
}
