package im.isthmus.email.addressbook;

import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.MailText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Of a business card what is of use here (RFC 6350, and its older forms).
 *
 * @param name empty if there is none
 * @param addresses at most ten
 */
record VCard(String name, List<MailAddress> addresses) {
    private static final int MOST = 10;

    VCard {
        addresses = List.copyOf(addresses);
    }

    static VCard parse(String text) {
        String name = "";
        List<MailAddress> addresses = new ArrayList<>();
        for (String line : text.replaceAll("\r?\n[ \t]", "").split("\r?\n", -1)) {
            int colon = valueStart(line);
            if (colon < 0) {
                continue;
            }
            String property = line.substring(0, colon).split(";", 2)[0].toUpperCase(Locale.ROOT);
            String value = unescaped(line.substring(colon + 1).strip());
            switch (property.substring(property.lastIndexOf('.') + 1)) {
                case "FN" -> name = name.isEmpty() ? MailText.line(value, 200) : name;
                case "EMAIL" ->
                        MailAddress.parse(value.replaceFirst("(?i)^mailto:", ""))
                                .filter(_ -> addresses.size() < MOST)
                                .ifPresent(addresses::add);
                default -> {} // of no use here
            }
        }
        return new VCard(name, addresses);
    }

    /** The colon that is in no quoted parameter; -1 if there is none. */
    private static int valueStart(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1");
    }
}
