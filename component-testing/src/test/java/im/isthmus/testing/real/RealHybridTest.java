package im.isthmus.testing.real;

class RealHybridTest extends RealIrcServerTest {
    @Override
    RealIrcServer start() {
        return RealHybrid.start();
    }
}
