package im.isthmus.testing.real;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RealProsodyTest extends RealXmppServerTest {
    @Override
    RealXmppServer start(XmppSetup setup) {
        return RealProsody.start(setup);
    }

    @Test
    void aConfigurationItDoesNotTakeIsShownWithItsOwnWords() {
        XmppSetup broken = XmppSetup.standard().withExtra("}} nonsense");
        assertThatThrownBy(() -> RealProsody.start(broken).close())
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("prosody.cfg.lua:");
    }
}
