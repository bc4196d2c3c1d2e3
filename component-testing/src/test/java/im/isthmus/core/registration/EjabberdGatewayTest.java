package im.isthmus.core.registration;

import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;

class EjabberdGatewayTest extends ContactRules {
    @Override
    RealXmppServer start(XmppSetup setup) {
        return RealEjabberd.start(setup);
    }
}
