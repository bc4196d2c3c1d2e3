package im.isthmus.testing.real;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RealEjabberdTest extends RealXmppServerTest {
    @Override
    RealXmppServer start(XmppSetup setup) {
        return RealEjabberd.start(setup);
    }

    @Test
    void aConfigurationItDoesNotTakeIsShownWithItsOwnWords() {
        XmppSetup broken = XmppSetup.standard().withExtra("}} nonsense");
        assertThatThrownBy(() -> RealEjabberd.start(broken).close())
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("Syntax error");
    }
}
