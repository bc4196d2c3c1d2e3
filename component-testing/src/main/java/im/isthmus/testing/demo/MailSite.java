package im.isthmus.testing.demo;

import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealPostfix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mail server with one mailbox, which brings the mail of our own mail domain to the gateway. */
final class MailSite implements AutoCloseable {
    /** Whose mailbox it is. */
    static final String USER = "carol";

    /** Of the mail addresses of XMPP users. */
    static final String DOMAIN = "mail.localhost";

    private final RealDovecot dovecot;
    private final RealPostfix postfix;
    private final int lmtpPort;

    private MailSite(RealDovecot dovecot, RealPostfix postfix, int lmtpPort) {
        this.dovecot = dovecot;
        this.postfix = postfix;
        this.lmtpPort = lmtpPort;
    }

    /** Starts Postfix and Dovecot; empty if whoever runs this may not. */
    static Optional<MailSite> start() {
        if (!RealPostfix.canRun()) {
            return Optional.empty();
        }
        int lmtpPort = LoopbackPorts.one();
        RealDovecot dovecot = RealDovecot.start(USER);
        try {
            Map<String, String> routes = Map.of(DOMAIN, "lmtp:inet:127.0.0.1:" + lmtpPort);
            return Optional.of(
                    new MailSite(
                            dovecot, RealPostfix.start(dovecot, List.of(USER), routes), lmtpPort));
        } catch (RuntimeException e) {
            dovecot.close();
            throw e;
        }
    }

    /** Where the gateway has to take mail. */
    int lmtpPort() {
        return lmtpPort;
    }

    int smtpPort() {
        return postfix.smtpPort();
    }

    int imapPort() {
        return dovecot.imapPort();
    }

    /** Every mail in the mailbox, whole. */
    List<String> mails() {
        return dovecot.mails(USER);
    }

    @Override
    public void close() {
        postfix.close();
        dovecot.close();
    }
}
