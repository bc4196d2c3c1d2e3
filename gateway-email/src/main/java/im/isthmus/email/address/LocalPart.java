package im.isthmus.email.address;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A bare JID as the local part of a mail address: {@code local=domain}. An equals sign within is
 * doubled; what mail servers would not like is {@code =.xx}, two hex digits a byte of UTF-8.
 * Neither can be mistaken for the end of the local part, since no domain begins with such.
 */
final class LocalPart {
    private static final String PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    private static final String HEX = "0123456789abcdef";

    private LocalPart() {}

    static String of(Jid user) {
        StringBuilder text = new StringBuilder();
        byte[] bytes = user.local().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean innerDot = c == '.' && i > 0 && i < bytes.length - 1 && bytes[i - 1] != '.';
            if (PLAIN.indexOf(c) >= 0 || innerDot) {
                text.append(c);
            } else if (c == '=') {
                text.append("==");
            } else {
                text.append("=.").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return text.append('=').append(IDN.toASCII(user.domain(), IDN.ALLOW_UNASSIGNED)).toString();
    }

    /**
     * The inverse.
     *
     * @return empty if there is no domain in it
     * @throws InvalidJidException if that is no JID
     */
    static Optional<Jid> user(String text) throws InvalidJidException {
        ByteArrayOutputStream local = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] != '=') {
                local.write(bytes[at++]);
            } else if (startsWith(bytes, at, "==")) {
                local.write('=');
                at += 2;
            } else if (startsWith(bytes, at, "=.") && at + 3 < bytes.length) {
                int value =
                        Character.digit(bytes[at + 2], 16) * 16
                                + Character.digit(bytes[at + 3], 16);
                if (value <= 0) {
                    return Optional.empty();
                }
                local.write(value);
                at += 4;
            } else {
                return jid(local, text(bytes, at + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Jid> jid(ByteArrayOutputStream local, String domain)
            throws InvalidJidException {
        String clean = MailAddress.domain(domain);
        if (local.size() == 0 || clean.isEmpty()) {
            return Optional.empty();
        }
        try {
            String name =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(local.toByteArray()))
                            .toString();
            return Optional.of(Jid.of(name, clean, ""));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] bytes, int at, String what) {
        return at + 1 < bytes.length
                && bytes[at] == what.charAt(0)
                && bytes[at + 1] == what.charAt(1);
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
