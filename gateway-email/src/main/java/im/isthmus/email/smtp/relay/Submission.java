package im.isthmus.email.smtp.relay;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The mail server by which a user sends (RFC 6409).
 *
 * @param hostName what we call ourselves
 */
public record Submission(
        MailServer server, MailSockets sockets, Credentials credentials, String hostName) {
    /** The server may take long to look at a mail (RFC 5321 section 4.5.3.2). */
    private static final int PATIENCE = 120_000;

    /** What came of trying to log in. */
    public sealed interface Result {
        /** It works. */
        record Works() implements Result {}

        /** The server does not let the user in; in its own words. */
        record Refused(String words) implements Result {}

        /** There is nobody to talk to. */
        record Unreachable(IOException problem) implements Result {}
    }

    /** Logs in and leaves again. */
    public Result logIn() {
        try (SMTPTransport _ = connect(false)) {
            return new Result.Works();
        } catch (AuthenticationFailedException e) {
            // 454: the server itself cannot find out now (RFC 4954 section 4.7.3).
            return words(e).startsWith("4")
                    ? new Result.Unreachable(new IOException(words(e), e))
                    : new Result.Refused(words(e));
        } catch (MessagingException e) {
            return new Result.Unreachable(
                    e.getNextException() instanceof IOException io
                            ? io
                            : new IOException(words(e), e));
        }
    }

    private static String words(MessagingException e) {
        String message = e.getMessage();
        return message == null ? "" : message.strip();
    }

    /** How the user proves who they are if what was known does not do any more. */
    public interface Renewal {
        /** May wait for a provider. */
        Credentials fresh() throws BackendException;
    }

    /** Connects at the first mail. */
    public Carrier carrier(Renewal renewal) {
        return new RelayClient(utf8 -> {
            try {
                return connect(utf8);
            } catch (AuthenticationFailedException e) {
                return again(utf8, e, renewal);
            }
        });
    }

    private SMTPTransport again(
            boolean utf8, AuthenticationFailedException refused, Renewal renewal)
            throws MessagingException {
        try {
            Credentials fresh = renewal.fresh();
            if (fresh.equals(credentials)) {
                throw refused;
            }
            return new Submission(server, sockets, fresh, hostName).connect(utf8);
        } catch (BackendException e) {
            throw new AuthenticationFailedException(e.failure().text(), refused);
        }
    }

    private SMTPTransport connect(boolean utf8) throws MessagingException {
        Socket socket;
        try {
            socket = sockets.open(server);
            socket.setSoTimeout(PATIENCE);
        } catch (IOException e) {
            throw new MessagingException(server.host() + ": " + e.getMessage(), e);
        }
        return switch (credentials) {
            case Credentials.Password password -> {
                SMTPTransport link = transport(properties(utf8, true), authenticator(password));
                link.connect(socket);
                yield link;
            }
            case Credentials.Token token -> {
                SMTPTransport link = transport(properties(utf8, false), null);
                link.connect(socket);
                prove(link, token);
                yield link;
            }
        };
    }

    private static SMTPTransport transport(
            Properties properties, @Nullable Authenticator authenticator)
            throws MessagingException {
        Session session = Session.getInstance(properties, authenticator);
        return (SMTPTransport) session.getTransport("smtp");
    }

    private static Authenticator authenticator(Credentials.Password password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(password.user(), password.secret());
            }
        };
    }

    /** Angus knows XOAUTH2 only, so both are said here (RFC 4954 section 4, RFC 7628). */
    private static void prove(SMTPTransport link, Credentials.Token token)
            throws MessagingException {
        @Nullable String offered = link.getExtensionParameter("AUTH");
        boolean standard =
                offered != null && List.of(offered.split("\\s+", 100)).contains("OAUTHBEARER");
        String proof = standard ? token.bearer() : token.xoauth2();
        String encoded = Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8));
        int code = link.simpleCommand((standard ? "AUTH OAUTHBEARER " : "AUTH XOAUTH2 ") + encoded);
        if (code == 334) { // a refusal that tells more, and waits
            code = link.simpleCommand(standard ? "AQ==" : "");
        }
        if (code != 235) {
            String said = link.getLastServerResponse().strip();
            link.close();
            throw new AuthenticationFailedException(said);
        }
    }

    private Properties properties(boolean utf8, boolean auth) {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", String.valueOf(utf8));
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.user", credentials.user());
        properties.setProperty("mail.smtp.localhost", hostName);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.auth", String.valueOf(auth));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(!server.implicit()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(!server.implicit()));
        properties.put("mail.smtp.ssl.socketFactory", sockets.tls());
        return properties;
    }
}
