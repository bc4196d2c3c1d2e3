package im.isthmus.irc;

import im.isthmus.testing.real.RealHybrid;
import im.isthmus.testing.real.RealIrcServer;

/** On a server of the large old networks: some of IRCv3, no names for messages. */
class RealHybridIrcTest extends RealIrcTest {
    @Override
    RealIrcServer startServer() {
        return RealHybrid.start();
    }

    /** To it they are spam for a second after connecting at least. */
    @Override
    boolean takesLastWordsAtOnce() {
        return false;
    }
}
