package im.isthmus.email.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server of a user's provider. There is no way without TLS.
 *
 * @param host a name, in lower case and as the DNS has it, or an address
 * @param implicit whether TLS begins with the first byte (RFC 8314); else by STARTTLS
 */
public record MailServer(String host, int port, boolean implicit) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(tls|starttls)://)?([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)"
                            + "(?::(\\d{1,5}))?");

    public MailServer {
        host = host.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #toString} writes, and what people type: {@code imap.example.org} or {@code
     * imap.example.org:993}.
     *
     * @param implicitPort the port where TLS begins with the first byte, and the one that is meant
     *     if none is given
     */
    public static Optional<MailServer> parse(String text, int implicitPort) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group(3) == null ? implicitPort : Integer.parseInt(matcher.group(3));
        boolean implicit =
                matcher.group(1) == null ? port == implicitPort : matcher.group(1).equals("tls");
        return port < 1 || port > 65_535
                ? Optional.empty()
                : Optional.of(new MailServer(matcher.group(2), port, implicit));
    }

    @Override
    public String toString() {
        return (implicit ? "tls://" : "starttls://") + host + ':' + port;
    }
}
