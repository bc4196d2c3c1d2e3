package im.isthmus.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every real IRC server offers to a test, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealIrcServerTest {
    private final RealIrcServer server = start();

    abstract RealIrcServer start();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void usersTalkWithAndWithoutTls() {
        try (IrcUser ann = IrcUser.login(server.port(), "ann").join("#shore");
                IrcUser ben =
                        IrcUser.connectTls(server.tlsPort(), server.certificate())
                                .register("ben")
                                .join("#shore")) {
            ann.awaitLine(":ben!", "JOIN", "#shore");
            ann.say("#shore", "hello ben");
            ben.awaitMessage("ann", "hello ben");
            ben.say("ann", "grüße :-)");
            ann.awaitMessage("ben", "grüße :-)");
            assertThat(ann.lines().getFirst()).contains(server.serverName());
        }
    }

    @Test
    void aBurstIsNotHeldBack() {
        try (IrcUser ann = IrcUser.login(server.port(), "cat").join("#shore");
                IrcUser ben = IrcUser.login(server.port(), "dan").join("#shore")) {
            for (int i = 0; i < burst(); i++) {
                ann.say("#shore", "line " + i);
            }
            for (int i = 0; i < burst(); i++) {
                ben.awaitMessage("cat", "line " + i);
            }
        }
    }

    /** How many messages at once it takes from one user. */
    int burst() {
        return 200;
    }

    @Test
    void killedItIsGoneAndRestartedItIsThereOnTheSamePort() {
        try (IrcUser ann = IrcUser.login(server.port(), "eve")) {
            int port = server.port();
            server.kill();
            ann.awaitClosed();
            assertThat(LoopbackPorts.answers(port)).isFalse();

            server.restart();
            assertThat(server.port()).isEqualTo(port);
            IrcUser.login(port, "gil").close();
        }
    }

    @Test
    void twoRunSideBySide() {
        try (RealIrcServer second = start();
                IrcUser atFirst = IrcUser.login(server.port(), "fay");
                IrcUser atSecond = IrcUser.login(second.port(), "fay")) {
            assertThat(atFirst.lines().getFirst()).contains(server.serverName());
            assertThat(atSecond.lines().getFirst()).contains(second.serverName());
        }
    }
}
