package im.isthmus.testing.demo;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIsthmus;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts Prosody, InspIRCd, Postfix with Dovecot and the gateways on 127.0.0.1, lets a user of each
 * side talk to the other, and then stays up for people to join until Ctrl-C; with {@code --once} it
 * ends instead.
 */
public final class Demo {
    private static final String PHONE = "+12025550177@" + Gateways.SMS;
    private static final String CHANNEL = "#demo";
    private static final String ROOM = CHANNEL + "%" + Gateways.NETWORK + "@" + Gateways.IRC;

    private final Path root;
    private final PrintStream out;
    private final Transcript transcript;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean leaving;

    private Demo(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
        this.transcript = new Transcript(out);
    }

    /** The only argument is {@code --once}, or none. */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        if (!arguments.isEmpty() && !arguments.equals(List.of("--once"))) {
            System.err.println("usage: bin/demo [--once]");
            System.exit(2);
        }
        Path root = Path.of(System.getProperty("isthmus.root", "")).toAbsolutePath();
        Demo demo = new Demo(root, System.out);
        demo.stopOnSignal();
        System.exit(demo.run(arguments.isEmpty()) ? 0 : 1);
    }

    private boolean run(boolean stay) {
        try (RealProsody xmpp = startProsody();
                RealInspircd irc = startInspircd();
                MailSite mail = startMailServer().orElse(null);
                RealIsthmus gateway = startGateway(xmpp, irc, mail)) {
            if (!converse(xmpp, irc, mail, gateway)) {
                return false;
            }
            if (stay) {
                invite(xmpp, irc);
                if (mail != null) {
                    inviteByMail(mail);
                }
                new CountDownLatch(1).await();
            }
            return true;
        } catch (InterruptedException e) {
            return true;
        } catch (RuntimeException | AssertionError e) {
            return failed(e, "");
        } finally {
            ended.countDown();
        }
    }

    private RealProsody startProsody() {
        transcript.step("Prosody starts");
        String secret = UUID.randomUUID().toString();
        RealProsody xmpp =
                RealProsody.start(
                        XmppSetup.standard()
                                .withComponents(Gateways.IRC, Gateways.SMS, Gateways.EMAIL)
                                .withSecret(secret));
        out.println(
                "    127.0.0.1 port " + xmpp.clientPort() + ", components " + xmpp.componentPort());
        return xmpp;
    }

    private RealInspircd startInspircd() {
        transcript.step("InspIRCd starts");
        RealInspircd irc = RealInspircd.start();
        out.println("    127.0.0.1 port " + irc.port() + ", with TLS " + irc.tlsPort());
        return irc;
    }

    private Optional<MailSite> startMailServer() {
        transcript.step("Postfix and Dovecot start");
        Optional<MailSite> mail = MailSite.start();
        out.println(
                mail.map(site ->
                                "    127.0.0.1 port "
                                        + site.smtpPort()
                                        + ", mailboxes "
                                        + site.imapPort())
                        .orElse("    left out: only root may run them, so there is no email here"));
        return mail;
    }

    private RealIsthmus startGateway(RealProsody xmpp, RealInspircd irc, @Nullable MailSite mail) {
        transcript.step("Isthmus starts");
        Gateways gateways = new Gateways(root.resolve("configs"), xmpp, irc, mail);
        gateways.describe(out);
        try (XmppClient probe = XmppClient.login(xmpp, "bob", "probe")) {
            return RealIsthmus.start(
                    root.resolve("bin/isthmus"),
                    gateways.texts(),
                    () ->
                            gateways.domains().stream().allMatch(each -> answersDisco(probe, each))
                                    ? ""
                                    : "does not answer as each of " + gateways.domains());
        }
    }

    /** Whether a gateway says who it is (XEP-0030): then it is connected and ready. */
    static boolean answersDisco(XmppClient probe, String gateway) {
        String id = UUID.randomUUID().toString();
        probe.send(
                "<iq type='get' id='%s' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                        .formatted(id, gateway));
        return XmppClient.xml(
                        probe.await(
                                "an answer of " + gateway,
                                Duration.ofSeconds(30),
                                stanza -> id.equals(stanza.getStanzaId())))
                .contains("type='result'");
    }

    private boolean converse(
            RealProsody xmpp, RealInspircd irc, @Nullable MailSite mail, RealIsthmus gateway) {
        transcript.step("alice logs in to Prosody, ben to InspIRCd");
        try (XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser ben = IrcUser.login(irc.port(), Conversation.IRC_NICK)) {
            new Conversation(alice, ben, transcript, CHANNEL, ROOM).play();
            new TextMessages(alice, transcript, PHONE).play();
            if (mail != null) {
                new Mails(alice, mail, transcript, Gateways.EMAIL).play();
            }
            out.println();
            out.println("Both sides saw everything.");
            return true;
        } catch (RuntimeException | AssertionError e) {
            return failed(e, "\nThe gateway's log ends with:\n" + gateway.logTail());
        }
    }

    private boolean failed(Throwable e, String log) {
        if (!leaving) {
            out.println();
            out.println("demo: failed at \"" + transcript.step() + "\": " + e.getMessage() + log);
        }
        return false;
    }

    private void invite(RealProsody xmpp, RealInspircd irc) {
        out.printf(
                """

                It stays up until Ctrl-C. Join with your own clients:
                  XMPP  server 127.0.0.1, port %d (the certificate is self-signed; a login without
                        TLS is allowed), user bob@localhost or alice@localhost, password %s,
                        room %s
                  IRC   server 127.0.0.1, port %d (TLS: %d), any nick, channel %s
                  SMS   write as alice to any number of the United States, such as %s:
                        it answers with what it was sent
                """,
                xmpp.clientPort(),
                xmpp.setup().password(),
                ROOM,
                irc.port(),
                irc.tlsPort(),
                CHANNEL,
                PHONE);
    }

    private void inviteByMail(MailSite mail) {
        out.printf(
                """
                  Email write as alice or bob to %s, whose mailbox is there by IMAP
                        at 127.0.0.1 port %d (user carol@example.test, password %s), and with any
                        mail program by SMTP at port %d to bob=localhost@%s
                """,
                Mails.contact(Gateways.EMAIL),
                mail.imapPort(),
                RealDovecot.PASSWORD,
                mail.smtpPort(),
                MailSite.DOMAIN);
    }

    private void stopOnSignal() {
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            if (ended.getCount() > 0) {
                                leaving = true;
                                main.interrupt();
                                awaitEnd();
                            }
                        }));
    }

    private void awaitEnd() {
        try {
            if (!ended.await(30, TimeUnit.SECONDS)) {
                out.println("demo: something did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
