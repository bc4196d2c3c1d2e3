package im.isthmus.irc;

import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;

/** On a server with nearly all of IRCv3. */
class RealInspircdIrcTest extends RealIrcTest {
    @Override
    RealIrcServer startServer() {
        return RealInspircd.start();
    }
}
