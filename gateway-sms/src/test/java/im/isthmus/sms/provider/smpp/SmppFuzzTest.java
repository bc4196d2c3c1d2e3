package im.isthmus.sms.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.provider.smpp.SmppText.Alphabet;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.jupiter.api.Test;

/** Hostile PDUs; {@code -Disthmus.fuzz.lines=1000000} makes it a campaign. */
class SmppFuzzTest {
    private static final int PDUS = Integer.getInteger("isthmus.fuzz.lines", 50_000);
    private static final long SEED = Long.getLong("isthmus.fuzz.seed", 1);

    @Test
    void everyPduIsReadOrRefused() throws IOException {
        Random random = new Random(SEED);
        CappedPduReader reader = new CappedPduReader();
        DefaultDecomposer decomposer = new DefaultDecomposer();
        long read = 0;
        for (int i = 0; i < PDUS; i++) {
            byte[] bytes = pdu(random);
            DeliverSm pdu;
            try {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
                Command header = reader.readPDUHeader(in);
                pdu = decomposer.deliverSm(reader.readPDU(in, header));
            } catch (IOException
                    | InvalidCommandLengthException
                    | PDUStringException
                    | RuntimeException e) {
                continue; // jSMPP answers it with an error, or ends the connection
            }
            Alphabet alphabet = random.nextBoolean() ? Alphabet.GSM7 : Alphabet.LATIN1;
            read += SmppIncoming.read(pdu, alphabet).isPresent() ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    private static byte[] pdu(Random random) {
        byte[] text = new byte[random.nextInt(140)];
        random.nextBytes(text);
        if (random.nextInt(3) == 0) {
            text =
                    "id:54748f01 sub:001 stat:DELIVRD err:000 text:"
                            .getBytes(StandardCharsets.US_ASCII);
        }
        ByteBuffer body = ByteBuffer.allocate(400);
        body.put((byte) 0); // service type
        body.put(new byte[] {1, 1}).put("15551230001\0".getBytes(StandardCharsets.US_ASCII));
        body.put(new byte[] {1, 1}).put("12025550100\0".getBytes(StandardCharsets.US_ASCII));
        byte[] classes = {0, 0x40, 0x04, 0x20, (byte) random.nextInt(256)};
        body.put(classes[random.nextInt(classes.length)]);
        body.put(new byte[] {0, 0, 0, 0, 0, 0});
        byte[] codings = {0, 3, 8, (byte) random.nextInt(256)};
        body.put(codings[random.nextInt(codings.length)]);
        body.put((byte) 0).put((byte) text.length).put(text);
        int options = random.nextInt(3);
        for (int i = 0; i < options; i++) {
            short[] tags = {0x001e, 0x0427, 0x020c, 0x020e, 0x020f, 0x0424};
            byte[] value = new byte[random.nextInt(5)];
            random.nextBytes(value);
            body.putShort(tags[random.nextInt(tags.length)]);
            body.putShort((short) value.length).put(value);
        }
        ByteBuffer whole = ByteBuffer.allocate(16 + body.position());
        whole.putInt(whole.capacity()).putInt(5).putInt(0).putInt(1);
        whole.put(body.array(), 0, body.position());
        byte[] bytes = whole.array();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
