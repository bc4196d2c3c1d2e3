package im.isthmus.sms.signature;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spellings of one URL that vendors sign: their own programs disagree on whether the port is
 * part of it.
 */
final class SignedUrls {
    private static final Pattern FORM =
            Pattern.compile("(https?)://([^/?#:\\[\\]]+|\\[[^\\]]*])(:\\d+)?(.*)", Pattern.DOTALL);

    private SignedUrls() {}

    /** As called, without the port, and with the scheme's own port. */
    static Set<String> of(String url) {
        Set<String> all = new LinkedHashSet<>();
        all.add(url);
        Matcher parts = FORM.matcher(url);
        if (parts.matches()) {
            String start = parts.group(1) + "://" + parts.group(2);
            all.add(start + parts.group(4));
            if (parts.group(3) == null) {
                String port = parts.group(1).equals("https") ? ":443" : ":80";
                all.add(start + port + parts.group(4));
            }
        }
        return all;
    }
}
