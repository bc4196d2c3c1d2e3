package im.isthmus.sms.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Received;
import im.isthmus.sms.provider.SmsReport.ReceivedPart;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.provider.smpp.SmppText.Alphabet;
import im.isthmus.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a message centre made of jSMPP's server side. */
@Timeout(60)
class SmppProviderTest {
    private static final SmppLink.Pace PACE = MessageCentre.PACE;

    private final MessageCentre centre = new MessageCentre();
    private final List<SmsReport> reports = new CopyOnWriteArrayList<>();
    private SmppProvider provider;

    @BeforeEach
    void connect() {
        provider = new SmppProvider(MessageCentre.config("127.0.0.1", centre.port()), PACE);
        provider.listen(reports::add);
        Await.until("bound", () -> provider.problem().isEmpty(), () -> "" + provider.problem());
    }

    @AfterEach
    void close() {
        provider.close();
        centre.close();
    }

    @Test
    void aTextOfTheAlphabetIsSubmittedInIt() {
        assertThat(provider.send(message("@ hé €")))
                .isEqualTo(new Outcome.Accepted(List.of("54748f01"), 1));
        SubmitSm pdu = centre.submitted().getFirst();
        assertThat(pdu.getDestAddress()).isEqualTo("15551230001");
        assertThat(pdu.getDestAddrTon()).isEqualTo((byte) 1);
        assertThat(pdu.getDataCoding()).isZero();
        assertThat(pdu.getRegisteredDelivery()).isEqualTo((byte) 1);
        assertThat(SmppText.decode(pdu.getShortMessage(), (byte) 0, Alphabet.GSM7))
                .isEqualTo("@ hé €");
    }

    @Test
    void aLongTextIsSubmittedInPartsThatFitTogether() {
        String text = "😀 ".repeat(50);
        assertThat(((Outcome.Accepted) provider.send(message(text))).ids()).hasSize(3);
        StringBuilder joined = new StringBuilder();
        for (SubmitSm pdu : centre.submitted()) {
            assertThat(pdu.isUdhi()).isTrue();
            assertThat(pdu.getShortMessage().length).isLessThanOrEqualTo(140);
            SmppText.Part part = SmppText.split(pdu.getShortMessage());
            assertThat(part.total()).isEqualTo(3);
            joined.append(SmppText.decode(part.text(), pdu.getDataCoding(), Alphabet.GSM7));
        }
        assertThat(joined.toString()).isEqualTo(text);
    }

    @Test
    void haste() {
        centre.refuses(0x58);
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.TryLater.class);
        centre.refuses(0x0b);
        assertThat(((Outcome.Refused) provider.send(message("a"))).failure().cause())
                .isEqualTo(Cause.NO_SUCH_NUMBER);
    }

    @Test
    void aReportIsMatchedWhateverFormItsNumberHas() {
        centre.deliverReport("1416924929", "DELIVRD"); // decimal for 54748f01
        Await.until("report", () -> reports.size() == 1, reports::toString);
        Progress progress = (Progress) reports.getFirst();
        assertThat(progress.stage()).isEqualTo(Stage.DELIVERED);
        assertThat(progress.otherForms()).contains("54748f01");
        centre.deliverReport("x-7", "UNDELIV");
        Await.until("report", () -> reports.size() == 2, reports::toString);
        assertThat(((Progress) reports.getLast()).stage()).isEqualTo(Stage.FAILED);
    }

    @Test
    void messagesComeWholeOrInParts() {
        centre.deliver("hé 😀".getBytes(StandardCharsets.UTF_16BE), (byte) 8, false);
        Await.until("message", () -> reports.size() == 1, reports::toString);
        Received whole = (Received) reports.getFirst();
        assertThat(whole.text()).isEqualTo("hé 😀");
        assertThat(whole.from()).isEqualTo("+15551230001");
        assertThat(whole.to()).isEqualTo("+12025550100");

        SmppText.Encoded parts = SmppText.encode("x".repeat(200), Alphabet.GSM7, new Random(1));
        centre.deliver(parts.parts().get(1), (byte) 0, true);
        Await.until("part", () -> reports.size() == 2, reports::toString);
        ReceivedPart part = (ReceivedPart) reports.getLast();
        assertThat(part.number()).isEqualTo(2);
        assertThat(part.total()).isEqualTo(2);
        assertThat(part.text()).isEqualTo("x".repeat(47));
    }

    @Test
    void partsMayBeNumberedByParametersAndLongTextsStandInOne() {
        centre.deliver(
                "hello ".getBytes(StandardCharsets.US_ASCII),
                new OptionalParameter.Sar_msg_ref_num((short) 513),
                new OptionalParameter.Sar_total_segments((byte) 3),
                new OptionalParameter.Sar_segment_seqnum((byte) 2));
        Await.until("part", () -> reports.size() == 1, reports::toString);
        assertThat(reports.getFirst())
                .isEqualTo(new ReceivedPart("+15551230001", "+12025550100", 513, 3, 2, "hello "));

        byte[] text = "y".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        centre.deliver(new byte[0], new OptionalParameter.Message_payload(text));
        Await.until("message", () -> reports.size() == 2, reports::toString);
        assertThat(((Received) reports.getLast()).text()).isEqualTo("y".repeat(1000));
    }

    @Test
    void itBindsAsTheVersionThatTheAdminSays() {
        assertThat(centre.version()).isEqualTo(InterfaceVersion.IF_34);
        try (MessageCentre five = new MessageCentre();
                SmppProvider other =
                        new SmppProvider(
                                MessageCentre.config("127.0.0.1", five.port()).withVersion5(),
                                PACE)) {
            other.listen(report -> {});
            Await.until("bound", () -> other.problem().isEmpty(), () -> "" + other.problem());
            assertThat(five.version()).isEqualTo(InterfaceVersion.IF_50);
            assertThat(other.send(message("a"))).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void aLostConnectionComesBack() {
        centre.hangUp();
        Await.until("noticed", () -> provider.problem().isPresent(), () -> "");
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.Unreachable.class);
        Await.until("bound", () -> provider.problem().isEmpty(), () -> "" + provider.problem());
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aPduThatNamesALengthBeyondReasonEndsTheConnectionAndNothingElse() {
        centre.hangUpWith(new byte[] {0x7f, (byte) 0xff, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1});
        Await.until("bound", () -> centre.bound() == 2, () -> "" + centre.bound());
        Await.until("bound", () -> provider.problem().isEmpty(), () -> "" + provider.problem());
        assertThat(provider.send(message("a"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void idsHaveManyForms() {
        assertThat(MessageNumbers.otherForms("54748F72")).contains("54748f72", "1416925042");
        assertThat(MessageNumbers.otherForms("0000012")).contains("12", "c", "0000000c", "18");
        assertThat(MessageNumbers.otherForms("a1b2-c3")).isEmpty();
    }

    private static OutgoingSms message(String text) {
        return new OutgoingSms(
                "o1", "+12025550100", List.of("+15551230001"), text, List.of(), "", Instant.now());
    }
}
