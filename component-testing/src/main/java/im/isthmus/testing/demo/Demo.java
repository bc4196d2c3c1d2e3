package im.isthmus.testing.demo;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIsthmus;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts Prosody, InspIRCd and the gateway on 127.0.0.1, lets a user of each side talk to the
 * other, and then stays up for people to join until Ctrl-C; with {@code --once} it ends instead.
 */
public final class Demo {
    private static final String GATEWAY = "irc.localhost";
    private static final String SMS = "sms.localhost";
    private static final String NUMBER = "+12025550100";
    private static final String PHONE = "+12025550177";
    private static final String NETWORK = "irc.lab.test";
    private static final String CHANNEL = "#demo";
    private static final String ROOM = CHANNEL + "%" + NETWORK + "@" + GATEWAY;

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
                RealIsthmus gateway = startGateway(xmpp, irc)) {
            if (!converse(xmpp, irc, gateway)) {
                return false;
            }
            if (stay) {
                invite(xmpp, irc);
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
                        XmppSetup.standard().withComponents(GATEWAY, SMS).withSecret(secret));
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

    private RealIsthmus startGateway(RealProsody xmpp, RealInspircd irc) {
        transcript.step("Isthmus starts");
        out.println("    with configs/irc.toml, in which this is set:");
        SampleConfig config =
                new SampleConfig(root.resolve("configs/irc.toml"))
                        .set("component", "domain", quote(GATEWAY))
                        .set("component", "server", quote("127.0.0.1:" + xmpp.componentPort()))
                        .set("component", "secret", quote(xmpp.setup().secret()))
                        .set("store", "url", quote("jdbc:sqlite:irc.sqlite"));
        String network = "irc.networks." + quote(NETWORK);
        config.set(network, "address", quote("127.0.0.1:" + irc.tlsPort()))
                .set(network, "tls-ca-file", quote(irc.certificate().toString()));
        config.changes().forEach(change -> out.println("        " + change));
        SampleConfig sms = sms(xmpp);
        out.println("    and with configs/sms.toml, in which this is set:");
        sms.changes().forEach(change -> out.println("        " + change));
        try (XmppClient probe = XmppClient.login(xmpp, "bob", "probe")) {
            return RealIsthmus.start(
                    root.resolve("bin/isthmus"),
                    Map.of("irc.toml", config.text(), "sms.toml", sms.text()),
                    () ->
                            answersDisco(probe, GATEWAY) && answersDisco(probe, SMS)
                                    ? ""
                                    : "does not answer as " + GATEWAY + " and " + SMS);
        }
    }

    /** A phone network inside the gateway, so that nobody needs an account to try it. */
    private SampleConfig sms(RealProsody xmpp) {
        return new SampleConfig(root.resolve("configs/sms.toml"))
                .set("component", "domain", quote(SMS))
                .set("component", "server", quote("127.0.0.1:" + xmpp.componentPort()))
                .set("component", "secret", quote(xmpp.setup().secret()))
                .set("store", "url", quote("jdbc:sqlite:sms.sqlite"))
                .set(
                        "sms.numbers." + quote(NUMBER),
                        "owners",
                        "[" + quote("alice@localhost") + "]");
    }

    /** Whether a gateway says who it is (XEP-0030): then it is connected and ready. */
    private static boolean answersDisco(XmppClient probe, String gateway) {
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

    private boolean converse(RealProsody xmpp, RealInspircd irc, RealIsthmus gateway) {
        transcript.step("alice logs in to Prosody, ben to InspIRCd");
        try (XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser ben = IrcUser.login(irc.port(), Conversation.IRC_NICK)) {
            new Conversation(alice, ben, transcript, CHANNEL, ROOM).play();
            new TextMessages(alice, transcript, PHONE + "@" + SMS).play();
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
                  SMS   write as alice to any number of the United States, such as %s@%s:
                        it answers with what it was sent
                """,
                xmpp.clientPort(),
                xmpp.setup().password(),
                ROOM,
                irc.port(),
                irc.tlsPort(),
                CHANNEL,
                PHONE,
                SMS);
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

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
