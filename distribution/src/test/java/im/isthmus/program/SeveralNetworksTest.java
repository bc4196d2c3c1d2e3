package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealHybrid;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One program with a gateway for each network, whose JIDs do without the network's name. */
@Timeout(120)
class SeveralNetworksTest {
    private static final String OTHER = "other.localhost";

    @TempDir Path directory;

    @Test
    void channelsOfOneNameAreRoomsOfTheirOwnNetworks() throws IOException {
        try (RealXmppServer xmpp =
                        RealProsody.start(
                                XmppSetup.standard().withComponents(IrcLab.DOMAIN, OTHER));
                RealIrcServer verona = RealNgircd.start();
                RealIrcServer mantua = RealHybrid.start();
                IrcLab _ =
                        IrcLab.run(file(xmpp, verona, IrcLab.DOMAIN), file(xmpp, mantua, OTHER));
                XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser carol = IrcUser.login(verona.port(), "carol");
                IrcUser dave = IrcUser.login(mantua.port(), "dave")) {
            carol.join("#walk");
            dave.join("#walk");
            for (String domain : new String[] {IrcLab.DOMAIN, OTHER}) {
                alice.joinRoom("#walk@" + domain, "alice");
                alice.sayInRoom("#walk@" + domain, "said at " + domain);
            }
            carol.awaitMessage("alice", "said at " + IrcLab.DOMAIN);
            dave.awaitMessage("alice", "said at " + OTHER);
            carol.say("#walk", "from Verona");
            dave.say("#walk", "from Mantua");
            alice.awaitMessage("#walk@" + IrcLab.DOMAIN + "/carol", "from Verona");
            alice.awaitMessage("#walk@" + OTHER + "/dave", "from Mantua");
            assertThat(carol.lines()).noneMatch(line -> line.contains(OTHER));
        }
    }

    private Path file(RealXmppServer xmpp, RealIrcServer irc, String domain) throws IOException {
        String toml =
                IrcLab.fixedConfiguration(xmpp, irc)
                        .replace(IrcLab.DOMAIN, domain)
                        .replace("irc.sqlite", domain + ".sqlite");
        return Files.writeString(directory.resolve(domain + ".toml"), toml);
    }
}
