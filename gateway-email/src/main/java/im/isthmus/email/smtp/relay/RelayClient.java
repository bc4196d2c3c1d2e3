package im.isthmus.email.smtp.relay;

import im.isthmus.email.config.RelayConfig;
import im.isthmus.email.header.MailText;
import im.isthmus.email.smtp.relay.RelayResult.Answer;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Hands mails to a mail server, one after another over one connection. Used by one thread. */
public final class RelayClient implements Carrier {
    private final Link link;
    private @Nullable SMTPTransport transport;

    /** Whether the connection was made for addresses beyond ASCII (RFC 6531). */
    private boolean international;

    /** How a connection is made. */
    interface Link {
        /**
         * One that is ready for mails.
         *
         * @param utf8 whether for addresses beyond ASCII
         */
        SMTPTransport connect(boolean utf8) throws MessagingException;
    }

    RelayClient(Link link) {
        this.link = link;
    }

    /**
     * To the relay of our domain.
     *
     * @param hostName what we call ourselves
     * @param state told of every attempt to connect
     */
    public RelayClient(RelayConfig config, String hostName, RelayState state) {
        Properties properties = properties(config, hostName);
        this.link =
                utf8 -> {
                    try {
                        SMTPTransport fresh = connect(config, properties, utf8);
                        state.works();
                        return fresh;
                    } catch (MessagingException e) {
                        state.failed(MailText.line(String.valueOf(e.getMessage()), 300));
                        throw e;
                    }
                };
    }

    /**
     * A mail to be handed over.
     *
     * @param returnPath where reports go; empty for nowhere
     * @param recipients as SMTP has them
     * @param envelopeId comes back in reports; ASCII without spaces
     * @param success whether the sender wants to hear that it arrived
     */
    public record Parcel(
            String returnPath, List<String> recipients, String envelopeId, boolean success) {
        public Parcel {
            recipients = List.copyOf(recipients);
        }
    }

    @Override
    public RelayResult send(Parcel parcel, Path mail) {
        try (InputStream whole = new SharedFileInputStream(mail.toFile())) {
            boolean ascii = parcel.recipients().stream().allMatch(RelayClient::isAscii);
            SMTPTransport connection = connected(!ascii);
            if (!ascii && !connection.supportsExtension("SMTPUTF8")) {
                return RelayResult.all(
                        parcel.recipients(),
                        new Answer(553, "5.6.7", "The mail server takes no such addresses"));
            }
            return deliver(connection, parcel, whole, ascii);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            close();
            return RelayResult.all(parcel.recipients(), answer(e));
        }
    }

    private RelayResult deliver(SMTPTransport link, Parcel parcel, InputStream mail, boolean ascii)
            throws MessagingException {
        Properties own = new Properties();
        own.setProperty("mail.mime.allowutf8", String.valueOf(!ascii));
        SMTPMessage message = new SMTPMessage(Session.getInstance(own), mail);
        message.setEnvelopeFrom(parcel.returnPath().isEmpty() ? "<>" : parcel.returnPath());
        message.setSendPartial(true);
        if (link.supportsExtension("DSN")) {
            int options = SMTPMessage.NOTIFY_FAILURE | SMTPMessage.NOTIFY_DELAY;
            boolean report = !parcel.returnPath().isEmpty();
            message.setNotifyOptions(
                    report
                            ? options | (parcel.success() ? SMTPMessage.NOTIFY_SUCCESS : 0)
                            : SMTPMessage.NOTIFY_NEVER);
            message.setReturnOption(SMTPMessage.RETURN_HDRS);
            message.setMailExtension("ENVID=" + parcel.envelopeId());
        }
        Map<String, Answer> answers = new HashMap<>();
        try {
            link.sendMessage(message, addresses(parcel.recipients()));
            Answer taken = new Answer(250, "2.0.0", link.getLastServerResponse().strip());
            parcel.recipients().forEach(each -> answers.put(each, taken));
        } catch (SendFailedException e) {
            collect(e, answers);
            Answer rest = answer(e);
            parcel.recipients().forEach(each -> answers.putIfAbsent(each, rest));
        }
        return new RelayResult(answers);
    }

    /**
     * A connection. Angus says SMTPUTF8 with every mail of one that may say it, also where no mail
     * needs it, and relays would then refuse to hand them on to others that cannot.
     */
    private SMTPTransport connected(boolean utf8) throws MessagingException {
        SMTPTransport known = transport;
        if (known != null && international == utf8 && known.isConnected()) {
            return known;
        }
        close();
        international = utf8;
        SMTPTransport fresh = link.connect(utf8);
        transport = fresh;
        return fresh;
    }

    private static SMTPTransport connect(RelayConfig config, Properties properties, boolean utf8)
            throws MessagingException {
        Properties own = new Properties();
        own.putAll(properties);
        own.setProperty("mail.mime.allowutf8", String.valueOf(utf8));
        Session session = Session.getInstance(own);
        boolean implicit = config.tls() == RelayConfig.Tls.IMPLICIT;
        SMTPTransport fresh = (SMTPTransport) session.getTransport(implicit ? "smtps" : "smtp");
        String user = config.user();
        var password = config.password();
        fresh.connect(
                config.address().host(),
                config.address().port(),
                user,
                password == null ? null : password.reveal());
        return fresh;
    }

    /** What was said about single recipients is chained behind the exception. */
    private static void collect(SendFailedException failed, Map<String, Answer> answers) {
        Address[] sent = failed.getValidSentAddresses();
        for (Address each : sent == null ? new Address[0] : sent) {
            answers.put(((InternetAddress) each).getAddress(), new Answer(250, "2.0.0", ""));
        }
        Exception next = failed.getNextException();
        while (next instanceof MessagingException each) {
            if (each instanceof SMTPAddressFailedException address) {
                answers.put(
                        address.getAddress().getAddress(),
                        Answer.parse(address.getReturnCode(), each.getMessage()));
            }
            next = each.getNextException();
        }
    }

    private static Answer answer(MessagingException e) {
        for (Exception each = e; each instanceof MessagingException chained; ) {
            if (each instanceof SMTPSendFailedException sent && sent.getReturnCode() >= 400) {
                return Answer.parse(sent.getReturnCode(), sent.getMessage());
            }
            if (each instanceof SMTPSenderFailedException sender) {
                return Answer.parse(sender.getReturnCode(), sender.getMessage());
            }
            each = chained.getNextException();
        }
        return new Answer(451, "4.4.1", String.valueOf(e.getMessage()));
    }

    private static Address[] addresses(List<String> recipients) {
        return recipients.stream().map(RelayClient::address).toArray(Address[]::new);
    }

    private static Address address(String recipient) {
        InternetAddress address = new InternetAddress();
        address.setAddress(recipient);
        return address;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static Properties properties(RelayConfig config, String hostName) {
        Properties properties = new Properties();
        for (String protocol : List.of("mail.smtp.", "mail.smtps.")) {
            properties.setProperty(protocol + "localhost", hostName);
            properties.setProperty(protocol + "connectiontimeout", "30000");
            properties.setProperty(protocol + "timeout", "300000");
            properties.setProperty(protocol + "quitwait", "false");
            properties.setProperty(protocol + "ssl.checkserveridentity", "true");
            properties.setProperty(protocol + "auth", String.valueOf(config.user() != null));
            boolean startTls = config.tls() == RelayConfig.Tls.STARTTLS;
            properties.setProperty(protocol + "starttls.enable", String.valueOf(startTls));
            properties.setProperty(protocol + "starttls.required", String.valueOf(startTls));
            if (config.trustFile() != null) {
                properties.put(
                        protocol + "ssl.socketFactory", new TrustedSockets(config.trustFile()));
            }
        }
        return properties;
    }

    @Override
    public void close() {
        SMTPTransport known = transport;
        transport = null;
        if (known != null) {
            try {
                known.close();
            } catch (MessagingException e) {
                // It is gone either way.
            }
        }
    }
}
