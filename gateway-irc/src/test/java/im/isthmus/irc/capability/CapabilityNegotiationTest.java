package im.isthmus.irc.capability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.message.IrcMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CapabilityNegotiationTest {
    private final List<String> sent = new ArrayList<>();
    private CapabilityNegotiation negotiation = wanting("multi-prefix", "server-time", "sasl");

    @Test
    void onlyWhatIsOfferedIsAskedFor() throws Exception {
        negotiation.start();
        server("CAP * LS :multi-prefix sasl=PLAIN,EXTERNAL unknown");
        assertThat(sent).containsExactly("CAP LS 302", "CAP REQ :multi-prefix sasl");
        assertThat(negotiation.settled()).isFalse();
        assertThat(negotiation.offered("sasl")).isEqualTo("PLAIN,EXTERNAL");

        server("CAP me ACK :multi-prefix sasl ");
        assertThat(negotiation.settled()).isTrue();
        assertThat(negotiation.enabled()).containsExactlyInAnyOrder("multi-prefix", "sasl");
    }

    @Test
    void aListOfManyLinesIsWaitedFor() throws Exception {
        server("CAP * LS * :multi-prefix");
        assertThat(sent).isEmpty();
        server("CAP * LS * :server-time");
        server("CAP * LS :sasl");
        assertThat(sent).containsExactly("CAP REQ :multi-prefix server-time sasl");
    }

    @Test
    void nothingOfferedIsSettled() throws Exception {
        server("CAP * LS :");
        assertThat(sent).isEmpty();
        assertThat(negotiation.settled()).isTrue();
    }

    @Test
    void oneRefusedCapabilityDoesNotCostTheOthers() throws Exception {
        server("CAP * LS :multi-prefix server-time sasl");
        server("CAP * NAK :multi-prefix server-time sasl");
        assertThat(sent.subList(1, 4))
                .containsExactly("CAP REQ multi-prefix", "CAP REQ server-time", "CAP REQ sasl");
        server("CAP * ACK :multi-prefix");
        server("CAP * ACK :server-time");
        assertThat(negotiation.settled()).isFalse();
        server("CAP * NAK :sasl");
        assertThat(negotiation.settled()).isTrue();
        assertThat(negotiation.enabled()).containsExactlyInAnyOrder("multi-prefix", "server-time");
    }

    @Test
    void aLongWishListIsAskedForInParts() throws Exception {
        String[] many =
                IntStream.range(0, 60).mapToObj(i -> "example.org/cap-" + i).toArray(String[]::new);
        negotiation = wanting(many);
        server("CAP * LS :" + String.join(" ", many));
        assertThat(sent).hasSizeGreaterThan(2).allMatch(line -> line.length() < 400);
        sent.forEach(line -> server("CAP * ACK :" + line.replaceFirst("CAP REQ :?", "")));
        assertThat(negotiation.enabled()).hasSize(60);
        assertThat(negotiation.settled()).isTrue();
    }

    @Test
    void theOfferMayChangeLater() throws Exception {
        server("CAP * LS :multi-prefix");
        server("CAP * ACK :multi-prefix");
        server("CAP me NEW :sasl=PLAIN multi-prefix other");
        assertThat(sent).last().isEqualTo("CAP REQ sasl");
        server("CAP me ACK :sasl");
        assertThat(negotiation.enabled()).contains("sasl");
        server("CAP me DEL :sasl multi-prefix");
        assertThat(negotiation.enabled()).isEmpty();
        assertThat(negotiation.offered("sasl")).isNull();
    }

    @Test
    void aCapabilityCanBeDisabledByTheServer() throws Exception {
        server("CAP * LS :multi-prefix");
        server("CAP * ACK :~multi-prefix");
        assertThat(negotiation.enabled()).containsExactly("multi-prefix");
        server("CAP * ACK :-multi-prefix");
        assertThat(negotiation.enabled()).isEmpty();
    }

    @Test
    void whatWasNotAskedForIsNotEnabled() throws Exception {
        server("CAP * LS :multi-prefix");
        server("CAP * ACK :evil");
        assertThat(negotiation.enabled()).isEmpty();
        assertThat(negotiation.settled()).isFalse();
    }

    @Test
    void nonsenseDoesNoHarm() throws Exception {
        for (String line :
                List.of("CAP", "CAP *", "CAP * NAK", "CAP * ACK", "CAP * DEL :", "CAP x y z w")) {
            server(line);
        }
        assertThat(sent).isEmpty();
        assertThat(negotiation.enabled()).isEmpty();
    }

    @Test
    void aServerWithoutCapabilitiesIsSettled() {
        negotiation.unsupported();
        assertThat(negotiation.settled()).isTrue();
    }

    private CapabilityNegotiation wanting(String... names) {
        return new CapabilityNegotiation(
                List.of(names),
                message -> sent.add(new String(message.encode(UTF_8), UTF_8).strip()));
    }

    private void server(String line) {
        try {
            negotiation.handle(IrcMessage.parse(":irc.test " + line));
        } catch (im.isthmus.irc.message.MalformedLineException e) {
            throw new AssertionError(line, e);
        }
    }
}
