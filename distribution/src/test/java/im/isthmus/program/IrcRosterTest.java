package im.isthmus.program;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway, its networks and people on IRC in the roster of a user of a real server. */
@Timeout(120)
class IrcRosterTest {
    private static final String NETWORK = IrcLab.NETWORK + "@" + IrcLab.DOMAIN;

    private static final String CAROL = IrcLab.contact("carol");

    private static final List<String> OURS = List.of(IrcLab.DOMAIN, NETWORK, CAROL);

    @TempDir Path directory;

    /** Without privileges (XEP-0356) the server shows presence only to who is in the roster. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsInTheRosterIsSeenThereAlsoAfterARestartOfTheGateway(boolean privileged) {
        XmppSetup setup = XmppSetup.standard();
        try (RealXmppServer xmpp =
                        RealProsody.start(privileged ? setup : setup.withoutPrivileges());
                RealIrcServer irc = RealInspircd.start();
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            try (XmppClient alice = XmppClient.login(xmpp, "alice")) {
                alice.send("<presence/>");
                try (IrcLab _ = IrcLab.start(directory, xmpp, irc)) {
                    OURS.forEach(each -> subscribe(alice, each));
                    OURS.forEach(each -> awaitOnline(alice, each));
                }
                OURS.forEach(each -> awaitOffline(alice, each));
                try (IrcLab _ = IrcLab.start(directory, xmpp, irc)) {
                    OURS.forEach(each -> awaitOnline(alice, each));
                    carol.send("AWAY :at mass");
                    alice.awaitXml("from='" + CAROL + "'", "<show>away</show>");
                }
            }
            try (IrcLab _ = IrcLab.start(directory, xmpp, irc);
                    XmppClient alice = XmppClient.login(xmpp, "alice")) {
                alice.send("<presence/>");
                OURS.forEach(each -> awaitOnline(alice, each));
            }
        }
    }

    private static void awaitOffline(XmppClient who, String jid) {
        who.awaitXml("<presence", "from='" + jid + "'", "type='unavailable'");
    }

    private static void subscribe(XmppClient who, String to) {
        who.send("<presence type='subscribe' to='" + to + "'/>");
        who.awaitXml("type='subscribed'", "from='" + to + "'");
        who.send("<presence type='subscribed' to='" + to + "'/>");
    }

    private static void awaitOnline(XmppClient who, String jid) {
        who.await(
                jid + " online",
                stanza ->
                        XmppClient.xml(stanza).startsWith("<presence")
                                && XmppClient.xml(stanza).contains("from='" + jid + "'")
                                && !XmppClient.xml(stanza).contains("type='"));
    }
}
