package im.isthmus.program.load;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.program.RunningIsthmus;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many users of the IRC gateway at once, between a scripted XMPP and a scripted IRC server. Short
 * as a test; {@code bin/ircload} makes it a campaign and shows what a user costs.
 */
@Timeout(900)
class ManyUsersTest {
    private static final Crowd CROWD =
            new Crowd(
                    Integer.getInteger("isthmus.irc.users", 40),
                    Integer.getInteger("isthmus.irc.channels", 5));

    @Test
    void everybodyIsInEveryChannelAndHearsWhatIsSaidThere(@TempDir Path directory)
            throws Exception {
        try (FakeXmppServer xmpp = FakeXmppServer.listen(Crowd.DOMAIN, "secret");
                FakeIrcServer irc = FakeIrcServer.start();
                RunningIsthmus gateway =
                        new RunningIsthmus(
                                directory, Map.of(), "run", config(directory, xmpp, irc))) {
            FakeXmppLink link = xmpp.awaitLink();
            ProcessFigures before = ProcessFigures.of(gateway.pid());
            CROWD.joins().forEach(link::send);
            List<String> entered = collect(link, CROWD.entered().size(), ManyUsersTest::entry);
            ProcessFigures joined = ProcessFigures.of(gateway.pid());
            CROWD.talk().forEach(link::send);
            List<String> heard = collect(link, CROWD.heard().size(), ManyUsersTest::saying);
            show(before, joined, ProcessFigures.of(gateway.pid()));
            assertThat(entered).containsExactlyInAnyOrderElementsOf(CROWD.entered());
            assertThat(heard).containsExactlyInAnyOrderElementsOf(CROWD.heard());
            assertThat(irc.clients()).hasSize(CROWD.users());
        }
    }

    private static String config(Path directory, FakeXmppServer xmpp, FakeIrcServer irc)
            throws IOException {
        return Files.writeString(
                        directory.resolve("irc.toml"),
                        """
                        gateway = "irc"

                        [component]
                        domain = "%s"
                        server = "127.0.0.1:%d"
                        secret = "secret"

                        [store]
                        url = "jdbc:sqlite:irc.sqlite"

                        [access]
                        allow = ["%s"]

                        [irc.networks."%s"]
                        address = "127.0.0.1:%d"
                        tls = "off"
                        lines-per-second = 0.0
                        connects-at-once = 0
                        connect-gap = "0ms"
                        """
                                .formatted(
                                        Crowd.DOMAIN,
                                        xmpp.port(),
                                        Crowd.USERS,
                                        Crowd.NETWORK,
                                        irc.port()))
                .toString();
    }

    /** What so many of the stanzas say that come and say something of that kind. */
    private static List<String> collect(
            FakeXmppLink link, int count, Function<Element, @Nullable String> kind) {
        List<String> all = new ArrayList<>();
        while (all.size() < count) {
            String found = kind.apply(link.awaitStanza(stanza -> kind.apply(stanza) != null));
            all.add(String.valueOf(found));
        }
        return all;
    }

    /** The subject ends the way into a room (XEP-0045 section 7.2.15). */
    private static @Nullable String entry(Element stanza) {
        return stanza.element("subject") == null
                ? null
                : stanza.attributeValue("to") + " " + stanza.attributeValue("from");
    }

    private static @Nullable String saying(Element stanza) {
        return stanza.element("body") == null
                ? null
                : stanza.attributeValue("to") + " " + stanza.elementText("body");
    }

    private static void show(ProcessFigures before, ProcessFigures joined, ProcessFigures talked) {
        Campaign.say(
                "%d users in %d channels each: %d us of CPU for a join, %d us for a copy of a message; memory %d KiB before, %d KiB for a user, %d KiB at the end; %d threads"
                        .formatted(
                                CROWD.users(),
                                CROWD.channels(),
                                joined.cpuMicrosEach(before, CROWD.entered().size()),
                                talked.cpuMicrosEach(joined, CROWD.heard().size()),
                                before.residentKib(),
                                joined.kibEach(before, CROWD.users()),
                                talked.residentKib(),
                                talked.threads()));
    }
}
