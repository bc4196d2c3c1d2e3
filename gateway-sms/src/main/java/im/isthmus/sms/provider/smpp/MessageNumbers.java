package im.isthmus.sms.provider.smpp;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A message centre may call a message by a number in hexadecimal digits when it takes it, and in
 * decimal ones when it reports about it, or the other way round, with zeros in front or without.
 */
final class MessageNumbers {
    private static final int LONGEST = 20;

    private MessageNumbers() {}

    /** Other spellings of the same id, the likelier ones first. */
    static List<String> otherForms(String id) {
        Set<String> forms = new LinkedHashSet<>();
        String lower = id.toLowerCase(Locale.ROOT);
        if (id.length() <= LONGEST && lower.matches("[0-9a-f]+")) {
            String plain = stripped(lower);
            forms.add(lower);
            forms.add(plain);
            forms.add(plain.toUpperCase(Locale.ROOT));
            if (lower.matches("[0-9]+")) {
                String hex = new BigInteger(plain, 10).toString(16);
                forms.add(hex);
                forms.add(hex.toUpperCase(Locale.ROOT));
                forms.add("0".repeat(Math.max(0, 8 - hex.length())) + hex);
            }
            forms.add(new BigInteger(plain, 16).toString(10));
        }
        forms.remove(id);
        return List.copyOf(forms);
    }

    private static String stripped(String digits) {
        String plain = digits.replaceFirst("^0+", "");
        return plain.isEmpty() ? "0" : plain;
    }
}
