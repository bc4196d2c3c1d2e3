package im.isthmus.core.registration;

import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;

class ProsodyGatewayTest extends ContactRules {
    @Override
    RealXmppServer start(XmppSetup setup) {
        return RealProsody.start(setup);
    }
}
