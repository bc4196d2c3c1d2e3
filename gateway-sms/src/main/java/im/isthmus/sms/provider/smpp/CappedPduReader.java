package im.isthmus.sms.provider.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUReader;
import org.jsmpp.bean.Command;

/** Reads PDUs, and none that is larger than any could be: the other side names the length first. */
final class CappedPduReader implements PDUReader {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 64 * 1024;

    private final PDUReader reader = new DefaultPDUReader();

    @Override
    public Command readPDUHeader(DataInputStream in)
            throws InvalidCommandLengthException, IOException {
        Command header = reader.readPDUHeader(in);
        check(header.getCommandLength());
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        check(header.getCommandLength());
        return reader.readPDU(in, header);
    }

    @Override
    public byte[] readPDU(DataInputStream in, int length, int id, int status, int sequence)
            throws IOException {
        check(length);
        return reader.readPDU(in, length, id, status, sequence);
    }

    /** Nothing behind such a length makes sense any more, so the connection ends. */
    private static void check(int length) throws IOException {
        if (length < SMALLEST || length > LARGEST) {
            throw new IOException("a PDU of " + length + " bytes");
        }
    }
}
