package im.isthmus.sms.provider.smpp;

import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.provider.smpp.SmppText.Alphabet;
import im.isthmus.sms.provider.smpp.SmppText.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/** What a message centre delivers: messages, whole or in parts, and reports about ours. */
final class SmppIncoming {
    /** SMPP 3.4, appendix B: {@code id:... sub:001 ... stat:DELIVRD err:000 text:...}. */
    private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*([^\\s]{1,64})");

    private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*([a-z]{1,10})");
    private static final Pattern ERROR = Pattern.compile("(?i)\\berr:\\s*([^\\s]{1,10})");

    private SmppIncoming() {}

    /** What it says; empty if that means nothing to us. */
    static Optional<SmsReport> read(DeliverSm pdu, Alphabet alphabet) {
        byte[] bytes = bytes(pdu);
        if (pdu.isSmscDeliveryReceipt() || pdu.isIntermediateDeliveryNotification()) {
            return report(pdu, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        Part part = pdu.isUdhi() ? SmppText.split(bytes) : segment(pdu, bytes);
        String text = SmppText.decode(part.text(), pdu.getDataCoding(), alphabet);
        String from = number(pdu.getSourceAddr(), pdu.getSourceAddrTon());
        String to = number(pdu.getDestAddress(), pdu.getDestAddrTon());
        if (part.total() > 1 && part.number() >= 1 && part.number() <= part.total()) {
            return Optional.of(
                    new SmsReport.ReceivedPart(
                            from, to, part.reference(), part.total(), part.number(), text));
        }
        return Optional.of(
                new SmsReport.Received(
                        UUID.randomUUID().toString(), // deliveries have no names
                        from,
                        to,
                        List.of(),
                        text,
                        List.of(),
                        null));
    }

    /** Long ones stand in a parameter of their own. */
    private static byte[] bytes(DeliverSm pdu) {
        byte[] bytes = pdu.getShortMessage();
        OptionalParameter payload = pdu.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
        boolean elsewhere = bytes == null || bytes.length == 0;
        if (elsewhere && payload instanceof OptionalParameter.OctetString octets) {
            return octets.getValue();
        }
        return bytes == null ? new byte[0] : bytes;
    }

    /** The other way to number parts (SMPP 3.4 sections 5.3.2.22 to 24). */
    private static Part segment(DeliverSm pdu, byte[] bytes) {
        OptionalParameter reference = pdu.getOptionalParameter(Tag.SAR_MSG_REF_NUM);
        OptionalParameter total = pdu.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS);
        OptionalParameter number = pdu.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM);
        if (reference instanceof OptionalParameter.Short name
                && total instanceof OptionalParameter.Byte all
                && number instanceof OptionalParameter.Byte one) {
            return new Part(
                    name.getValue() & 0xffff, all.getValue() & 0xff, one.getValue() & 0xff, bytes);
        }
        return new Part(0, 1, 1, bytes);
    }

    private static String number(@Nullable String address, byte ton) {
        String text = address == null ? "" : address.strip();
        return ton == 1 && text.matches("[1-9][0-9]{6,14}") ? "+" + text : text;
    }

    private static Optional<SmsReport> report(DeliverSm pdu, String text) {
        OptionalParameter named = pdu.getOptionalParameter(Tag.RECEIPTED_MESSAGE_ID);
        String id =
                named instanceof OptionalParameter.COctetString octets
                        ? octets.getValueAsString().strip()
                        : found(ID, text);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String peer = number(pdu.getSourceAddr(), pdu.getSourceAddrTon());
        String error = found(ERROR, text);
        String state = found(STATE, text).toUpperCase(Locale.ROOT);
        Progress progress =
                switch (state.isEmpty() ? state(pdu) : state) {
                    case "DELIVRD" -> Progress.of(id, "", Stage.DELIVERED);
                    case "EXPIRED" -> failed(id, Cause.EXPIRED, state, error);
                    case "UNDELIV" -> failed(id, Cause.UNREACHABLE, state, error);
                    case "REJECTD" -> failed(id, Cause.FILTERED, state, error);
                    case "DELETED", "UNKNOWN" -> failed(id, Cause.OTHER, state, error);
                    default -> Progress.of(id, "", Stage.SENT); // ACCEPTD, ENROUTE
                };
        return Optional.of(progress.withOtherForms(MessageNumbers.otherForms(id), peer));
    }

    private static Progress failed(String id, Cause cause, String state, String error) {
        return Progress.failed(id, "", new SmsFailure(cause, (state + " " + error).strip()));
    }

    /** SMPP 3.4 section 5.2.28. */
    private static String state(DeliverSm pdu) {
        OptionalParameter state = pdu.getOptionalParameter(Tag.MESSAGE_STATE);
        if (!(state instanceof OptionalParameter.Byte number)) {
            return "";
        }
        return switch (number.getValue()) {
            case 2 -> "DELIVRD";
            case 3 -> "EXPIRED";
            case 4 -> "DELETED";
            case 5 -> "UNDELIV";
            case 7 -> "UNKNOWN";
            case 8 -> "REJECTD";
            default -> "ENROUTE";
        };
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
