package im.isthmus.email.addressbook;

import im.isthmus.core.content.Hash;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.EncodedWords;
import im.isthmus.email.header.MailText;
import im.isthmus.email.text.ContentLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Of a business card what is of use here (RFC 6350, and its older forms).
 *
 * @param name empty if there is none
 * @param addresses at most ten
 * @param photo in base64, if the card has it in itself; else empty
 */
record VCard(String name, List<MailAddress> addresses, String photo) {
    private static final int MOST = 10;

    VCard {
        addresses = List.copyOf(addresses);
    }

    static VCard parse(String text) {
        String name = "";
        String photo = "";
        List<MailAddress> addresses = new ArrayList<>();
        for (ContentLine line : ContentLine.of(text)) {
            String property = line.name();
            String value = line.text();
            switch (property.substring(property.lastIndexOf('.') + 1)) {
                case "FN" -> name = name.isEmpty() ? MailText.line(value, 200) : name;
                case "EMAIL" ->
                        MailAddress.parse(value.replaceFirst("(?i)^mailto:", ""))
                                .filter(_ -> addresses.size() < MOST)
                                .ifPresent(addresses::add);
                case "PHOTO" -> photo = photo.isEmpty() ? embedded(line) : photo;
                default -> {} // of no use here
            }
        }
        return new VCard(name, addresses, photo);
    }

    /** A data URL (RFC 6350 section 6.2.4), or what says that it is base64 (RFC 2426). */
    private static String embedded(ContentLine line) {
        String value = line.text();
        if (value.regionMatches(true, 0, "data:", 0, 5)) {
            int comma = value.indexOf(";base64,");
            return comma < 0 ? "" : value.substring(comma + 8);
        }
        String parameters = line.parameters().toUpperCase(Locale.ROOT);
        return parameters.matches("(.*;)?(ENCODING=)?(B|BASE64)(;.*)?") ? value : "";
    }

    /** Which photo it is: SHA-256; empty for none. */
    String photoHash() {
        return photo.isEmpty() ? "" : Hash.SHA256.hex(photoBytes());
    }

    /** The photo; junk is passed over. */
    byte[] photoBytes() {
        return EncodedWords.base64(photo);
    }
}
