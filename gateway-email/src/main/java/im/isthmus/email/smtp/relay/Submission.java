package im.isthmus.email.smtp.relay;

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
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

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

    /** Connects at the first mail. */
    public Carrier carrier() {
        return new RelayClient(this::connect);
    }

    private SMTPTransport connect(boolean utf8) throws MessagingException {
        Socket socket;
        try {
            socket = sockets.open(server);
            socket.setSoTimeout(PATIENCE);
        } catch (IOException e) {
            throw new MessagingException(server.host() + ": " + e.getMessage(), e);
        }
        Session session = Session.getInstance(properties(utf8), authenticator());
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        transport.connect(socket);
        return transport;
    }

    private Authenticator authenticator() {
        String secret =
                switch (credentials) {
                    case Credentials.Password password -> password.secret();
                    case Credentials.Token token -> token.accessToken();
                };
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(credentials.user(), secret);
            }
        };
    }

    private Properties properties(boolean utf8) {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", String.valueOf(utf8));
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.user", credentials.user());
        properties.setProperty("mail.smtp.localhost", hostName);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty(
                "mail.smtp.auth.mechanisms",
                credentials instanceof Credentials.Token ? "XOAUTH2" : "PLAIN LOGIN");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(!server.implicit()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(!server.implicit()));
        properties.put("mail.smtp.ssl.socketFactory", sockets.tls());
        return properties;
    }
}
