package im.isthmus.irc;

import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;

/** On a server with next to nothing of IRCv3. */
class RealNgircdIrcTest extends RealIrcTest {
    @Override
    RealIrcServer startServer() {
        return RealNgircd.start();
    }
}
