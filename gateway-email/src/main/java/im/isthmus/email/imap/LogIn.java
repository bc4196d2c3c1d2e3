package im.isthmus.email.imap;

import im.isthmus.email.connection.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Proves to a server who the user is, by the best way that both know (RFC 4959, RFC 7628). */
final class LogIn {
    private final ImapConnection connection;

    LogIn(ImapConnection connection) {
        this.connection = connection;
    }

    /**
     * Does it.
     *
     * @throws ImapException if the server does not let the user in
     */
    void with(Credentials credentials) throws IOException, ImapException {
        Response answer =
                switch (credentials) {
                    case Credentials.Password password -> password(password);
                    case Credentials.Token token -> token(token);
                };
        if (!answer.isOk()) {
            throw new ImapException(answer, true);
        }
        if (!answer.codeName().equals("CAPABILITY")) {
            connection.forgetCapabilities();
            connection.askCapabilities();
        }
    }

    private Response password(Credentials.Password password) throws IOException {
        boolean plain = connection.can("AUTH=PLAIN");
        if (!plain && !connection.can("LOGINDISABLED")) {
            // The strings go as literals: passwords may have any character.
            byte[] user = password.user().getBytes(StandardCharsets.UTF_8);
            byte[] secret = password.secret().getBytes(StandardCharsets.UTF_8);
            return connection.command(
                    "LOGIN {" + user.length + "}",
                    List.of(concat(user, " {" + secret.length + "}"), secret),
                    _ -> {});
        }
        return authenticate("PLAIN", "\0" + password.user() + "\0" + password.secret(), "");
    }

    private static byte[] concat(byte[] first, String rest) {
        byte[] second = rest.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private Response token(Credentials.Token token) throws IOException {
        return connection.can("AUTH=OAUTHBEARER")
                ? authenticate("OAUTHBEARER", token.bearer(), "AQ==")
                : authenticate("XOAUTH2", token.xoauth2(), "");
    }

    /**
     * Says it at once, or when the server wants it.
     *
     * @param end what servers wait for that tell more after a refusal (RFC 7628 section 3.2.3)
     */
    private Response authenticate(String mechanism, String proof, String end) throws IOException {
        byte[] last = end.getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = Base64.getEncoder().encode(proof.getBytes(StandardCharsets.UTF_8));
        if (connection.can("SASL-IR")) {
            String initial = new String(encoded, StandardCharsets.US_ASCII);
            return connection.command(
                    "AUTHENTICATE " + mechanism + ' ' + initial, List.of(last), _ -> {});
        }
        return connection.command("AUTHENTICATE " + mechanism, List.of(encoded, last), _ -> {});
    }
}
