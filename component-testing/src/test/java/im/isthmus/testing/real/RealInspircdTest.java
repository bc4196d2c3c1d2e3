package im.isthmus.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RealInspircdTest extends RealIrcServerTest {
    @Override
    RealIrcServer start() {
        return RealInspircd.start();
    }

    @Test
    void anAccountRegisteredWithNickServLogsInWithSasl() {
        try (RealInspircd server = RealInspircd.startWithServices();
                IrcUser ann = IrcUser.login(server.port(), "ann")) {
            ann.say("NickServ", "REGISTER sesame ann@lab.test");
            ann.await("logged in (900)", line -> IrcUser.command(line).equals("900"));
            try (IrcUser again = IrcUser.connectTls(server.tlsPort(), server.certificate())) {
                saslPlain(again, "ann", "sesame");
            }
        }
    }

    @Test
    void theServicesComeBackAfterTheServer() {
        try (RealInspircd server = RealInspircd.startWithServices()) {
            server.kill();
            server.restart();
            server.services().orElseThrow().awaitLinked();
            try (IrcUser ann = IrcUser.login(server.port(), "ann")) {
                ann.say("NickServ", "HELP");
                assertThat(ann.awaitLine("NickServ", "NOTICE")).contains("ann");
            }
        }
    }

    private static void saslPlain(IrcUser user, String account, String password) {
        user.send("CAP REQ :sasl");
        user.awaitLine("CAP", "ACK", "sasl");
        user.send("AUTHENTICATE PLAIN");
        user.await("go on", line -> line.startsWith("AUTHENTICATE") && line.endsWith("+"));
        byte[] login = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        user.send("AUTHENTICATE " + Base64.getEncoder().encodeToString(login));
        user.await("SASL success (903)", line -> IrcUser.command(line).equals("903"));
    }
}
