package im.isthmus.email.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names of folders as IMAP writes them: a UTF-7 of its own (RFC 3501 section 5.1.3). */
final class FolderNames {
    private FolderNames() {}

    /** As people write it; unchanged if it is no such thing. */
    static String decode(String wire) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < wire.length(); at++) {
            char c = wire.charAt(at);
            int end = c == '&' ? wire.indexOf('-', at) : -1;
            if (end < 0) {
                name.append(c);
                continue;
            }
            if (end == at + 1) {
                name.append('&');
            } else {
                String base64 = wire.substring(at + 1, end).replace(',', '/');
                try {
                    byte[] bytes = Base64.getDecoder().decode(base64);
                    name.append(new String(bytes, StandardCharsets.UTF_16BE));
                } catch (IllegalArgumentException e) {
                    return wire;
                }
            }
            at = end;
        }
        return name.toString();
    }

    /** As IMAP writes it. */
    static String encode(String name) {
        StringBuilder wire = new StringBuilder();
        StringBuilder foreign = new StringBuilder();
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : ' ';
            boolean plain = c >= 0x20 && c < 0x7F;
            if (plain && !foreign.isEmpty()) {
                byte[] bytes = foreign.toString().getBytes(StandardCharsets.UTF_16BE);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
                wire.append('&').append(base64.replace('/', ',')).append('-');
                foreign.setLength(0);
            }
            if (i == name.length()) {
                break;
            }
            if (plain) {
                wire.append(c == '&' ? "&-" : String.valueOf(c));
            } else {
                foreign.append(c);
            }
        }
        return wire.toString();
    }
}
