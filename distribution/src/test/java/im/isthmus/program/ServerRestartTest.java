package im.isthmus.program;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers die without warning in the middle of a conversation, and it goes on by itself. */
@Timeout(180)
class ServerRestartTest {
    private static final String ROOM = IrcLab.room("#walk");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void afterProsodyWasKilledUsersComeBackToTheSameConversation() {
        try (RealProsody xmpp = RealProsody.start(XmppSetup.standard())) {
            xmppServerIsKilled(xmpp);
        }
    }

    @Test
    void afterEjabberdWasKilledUsersComeBackToTheSameConversation() {
        try (RealEjabberd xmpp = RealEjabberd.start(XmppSetup.standard())) {
            xmppServerIsKilled(xmpp);
        }
    }

    private void xmppServerIsKilled(RealXmppServer xmpp) {
        try (RealIrcServer irc = RealInspircd.start();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            carol.join("#walk");
            XmppClient before = XmppClient.login(xmpp, "alice", "phone");
            before.joinRoom(ROOM, "alice");
            carol.say("#walk", "before");
            before.awaitMessage(ROOM + "/carol", "before");

            xmpp.kill();
            before.awaitClosed();
            carol.say("#walk", "while it was down");
            xmpp.restart();

            try (XmppClient alice = XmppClient.login(xmpp, "alice", "phone")) {
                rejoin(alice);
                alice.awaitMessage(ROOM + "/carol", "while it was down");
                carol.say("#walk", "after");
                alice.awaitMessage(ROOM + "/carol", "after");
                alice.sayInRoom(ROOM, "I am back");
                carol.awaitMessage("alice", "I am back");
            }
        }
    }

    /** The component may need a moment longer to come back than the client: it asks again. */
    private static void rejoin(XmppClient alice) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < deadline) {
            if (XmppClient.xml(alice.joinRoom(ROOM, "alice")).contains("code='110'")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        throw new AssertionError("the room stayed unreachable");
    }

    @Test
    void afterInspircdWasKilledTheRoomComesBackByItself() {
        try (RealIrcServer irc = RealInspircd.start()) {
            ircServerIsKilled(irc);
        }
    }

    @Test
    void afterNgircdWasKilledTheRoomComesBackByItself() {
        try (RealIrcServer irc = RealNgircd.start()) {
            ircServerIsKilled(irc);
        }
    }

    private void ircServerIsKilled(RealIrcServer irc) {
        try (RealXmppServer xmpp = RealProsody.start(XmppSetup.standard());
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            try (IrcUser carol = IrcUser.login(irc.port(), "carol")) {
                carol.join("#walk");
                alice.joinRoom(ROOM, "alice");
                alice.sayInRoom(ROOM, "before");
                carol.awaitMessage("alice", "before");
                irc.kill();
            }
            irc.restart();
            try (IrcUser carol = IrcUser.login(irc.port(), "carol")) {
                carol.join("#walk");
                // Nobody does anything: the gateway comes back and enters the channel again.
                carol.await(
                        "alice in the channel",
                        LONG,
                        line ->
                                line.contains("alice")
                                        && (line.contains("JOIN") || line.contains(" 353 ")));
                carol.say("#walk", "welcome back");
                alice.awaitMessage(ROOM + "/carol", "welcome back");
                alice.sayInRoom(ROOM, "after");
                carol.awaitMessage("alice", "after");
            }
        }
    }
}
