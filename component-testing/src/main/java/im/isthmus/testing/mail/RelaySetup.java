package im.isthmus.testing.mail;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeRelay} offers.
 *
 * @param extensions of EHLO, beside STARTTLS and AUTH
 * @param tls null for none
 * @param implicitTls whether TLS begins with the first byte, else by STARTTLS
 * @param login as AUTH PLAIN has it, {@code user:password}; null if nobody has to log in
 */
public record RelaySetup(
        List<String> extensions,
        @Nullable SSLContext tls,
        boolean implicitTls,
        @Nullable String login) {
    /** What today's mail servers have, without TLS and without a login. */
    public static RelaySetup standard() {
        return new RelaySetup(
                List.of("PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "DSN", "SMTPUTF8"),
                null,
                false,
                null);
    }

    public RelaySetup withExtensions(String... others) {
        return new RelaySetup(List.of(others), tls, implicitTls, login);
    }

    public RelaySetup withTls(SSLContext context, boolean implicit) {
        return new RelaySetup(extensions, context, implicit, login);
    }

    public RelaySetup withLogin(String user, String password) {
        return new RelaySetup(extensions, tls, implicitTls, user + ":" + password);
    }
}
