package im.isthmus.email.mime;

import im.isthmus.email.header.Charsets;
import im.isthmus.email.header.MailText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents of a {@code winmail.dat} (MS-OXTNEF): the files, and the text if there is one. What
 * is damaged ends it; what was read before is kept.
 */
record Tnef(String text, List<MailFile> files) {
    private static final int SIGNATURE = 0x223e9f78;
    private static final int BODY = 0x0002800c;
    private static final int FILE_BEGIN = 0x00069002;
    private static final int FILE_TITLE = 0x00018010;
    private static final int FILE_DATA = 0x0006800f;
    private static final int MOST_FILES = 100;

    static Tnef read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        List<MailFile> files = new ArrayList<>();
        try {
            if (in.getInt() == SIGNATURE) {
                in.getShort(); // the key
                attributes(in, text, files);
            }
        } catch (BufferUnderflowException e) {
            // The file ends early.
        }
        return new Tnef(text.toString(), files);
    }

    boolean isEmpty() {
        return text.isBlank() && files.isEmpty();
    }

    private static void attributes(ByteBuffer in, StringBuilder text, List<MailFile> files) {
        String name = "file";
        while (in.hasRemaining() && files.size() < MOST_FILES) {
            in.get(); // level: of the mail or of a file
            int attribute = in.getInt();
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] value = new byte[length];
            in.get(value);
            in.getShort(); // checksum
            switch (attribute) {
                case BODY -> text.append(string(value));
                case FILE_BEGIN -> name = "file";
                case FILE_TITLE -> name = FileNames.safe(string(value));
                case FILE_DATA ->
                        files.add(new MailFile(name, "application/octet-stream", "", false, value));
                default -> {} // properties of Outlook
            }
        }
    }

    private static String string(byte[] value) {
        return MailText.clean(Charsets.decode(value, null).replaceAll("\0.*$", ""));
    }
}
