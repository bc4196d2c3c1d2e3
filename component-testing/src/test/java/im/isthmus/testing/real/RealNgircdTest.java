package im.isthmus.testing.real;

class RealNgircdTest extends RealIrcServerTest {
    @Override
    RealIrcServer start() {
        return RealNgircd.start();
    }

    /** It reads one line a second from those who say more than a handful at once. */
    @Override
    int burst() {
        return 3;
    }
}
