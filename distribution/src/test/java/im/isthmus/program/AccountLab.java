package im.isthmus.program;

import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import im.isthmus.email.connection.ServerPolicy;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.smtp.relay.Submission;
import im.isthmus.email.smtp.relay.TrustedSockets;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealPostfix;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole program in this JVM between a real XMPP server and the real mail servers of
 * example.test, where its users have accounts: there is no mail domain of its own.
 */
final class AccountLab implements AutoCloseable {
    static final String DOMAIN = "email.localhost";

    private static final List<String> MAILBOXES =
            List.of(
                    "alice",
                    "bob",
                    "carol",
                    "dave",
                    "erin",
                    "frank",
                    "grace",
                    "heidi",
                    RealPostfix.KEEPER);

    private final Path directory;
    private final SignInPage signIn;
    private final MailServers servers;
    private final RealProsody prosody;
    private final RunningProgram program;

    private AccountLab(Path directory) throws IOException {
        this.directory = directory;
        signIn = new SignInPage();
        program = new RunningProgram(directory);
        servers =
                MailServers.start(
                        RealDovecot.startWithTokens(
                                signIn.url("/info/"), MAILBOXES.toArray(String[]::new)),
                        MAILBOXES,
                        Map.of());
        prosody =
                RealProsody.start(
                        XmppSetup.standard()
                                .withUsers(
                                        "alice",
                                        "bob",
                                        "erin",
                                        "frank",
                                        "grace",
                                        "heidi",
                                        "judy",
                                        RealPostfix.KEEPER)
                                .withComponents(DOMAIN));
    }

    static AccountLab start(Path directory) {
        try {
            AccountLab lab = new AccountLab(directory);
            lab.resume();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the program. */
    void stop() {
        program.close();
    }

    /** Starts it again with the same database. */
    void resume() {
        servers.writeCertificates(directory.resolve("ca.pem"));
        program.start(configuration());
    }

    RealProsody prosody() {
        return prosody;
    }

    SignInPage signIn() {
        return signIn;
    }

    RealDovecot dovecot() {
        return servers.dovecot();
    }

    RealPostfix postfix() {
        return servers.postfix();
    }

    /** The contact of somebody with a mailbox at example.test. */
    static String contact(String user) {
        return user + "\\40example.test@" + DOMAIN;
    }

    /** Somebody writes to a mailbox. */
    void mail(String from, String to, String id, String text) {
        mail(from, to, "", id, text);
    }

    /** The same with more fields in the header, a line each. */
    void mail(String from, String to, String fields, String id, String text) {
        servers.mail(
                from + "@example.test",
                to + "@example.test",
                "From: %s@example.test\nTo: %s@example.test\n%sSubject: %s\nMessage-ID: <%s@example.test>\n\n%s\n"
                        .formatted(from, to, fields, id, id, text));
    }

    /** Waits for a mail in a mailbox that has all of these. */
    String awaitMail(String user, String... fragments) {
        return servers.awaitMail(user, fragments);
    }

    /** How many messages with this text a user has got. */
    static long count(XmppClient user, String text) {
        return user.stanzas().stream()
                .map(XmppClient::xml)
                .filter(xml -> xml.startsWith("<message") && xml.contains(text))
                .count();
    }

    /** Registers the account of this user's name, and waits until it is in use. */
    static void register(XmppClient user, String name) {
        send(user, "reg-" + name, name, RealDovecot.PASSWORD, "");
        user.awaitXml("id='reg-" + name + "'", "type='result'");
        user.send("<presence to='%s'/>".formatted(DOMAIN));
    }

    /** Sends the answers to what a command asked first. */
    static void answer(XmppClient user, String id, String node, String form, String fields) {
        user.send(
                ("<iq type='set' id='%s' to='%s'><command xmlns='http://jabber.org/protocol/commands'"
                                + " node='%s' sessionid='%s' action='complete'>"
                                + "<x xmlns='jabber:x:data' type='submit'>%s</x></command></iq>")
                        .formatted(
                                id,
                                DOMAIN,
                                node,
                                form.replaceAll("(?s).*sessionid='([^']+)'.*", "$1"),
                                fields));
    }

    /** The id of a message. */
    static String id(String message) {
        return message.replaceAll("(?s).*<message[^>]* id='([^']+)'.*", "$1");
    }

    /** Gives a command; the answer has this id. */
    static void command(XmppClient user, String id, String to, String node) {
        user.send(
                ("<iq type='set' id='%s' to='%s'><command xmlns='http://jabber.org/protocol/commands'"
                                + " node='%s' action='execute'/></iq>")
                        .formatted(id, to, node));
    }

    /** How many rows of a table of the database are about a user. */
    int rows(String table, String user) {
        return program.number(
                "SELECT count(*) FROM %s WHERE user_jid = '%s@localhost'".formatted(table, user));
    }

    /** Runs a statement in the database, as a program that is none of ours. */
    void change(String sql) {
        program.change(sql);
    }

    /** Registers an account by signing in at the provider's page. */
    void signIn(XmppClient user, String address) {
        String form = next(user, "s1", "", "action='execute'", "");
        String page =
                next(
                        user,
                        "s2",
                        form,
                        "action='next'",
                        "<field var='email'><value>" + address + "</value></field>");
        if (!page.contains("https://sign.in.test/device") || !page.contains("ABCD-EFGH")) {
            throw new AssertionError(page);
        }
        String early = next(user, "s3", page, "action='complete'", "");
        if (!early.contains("still waits")) {
            throw new AssertionError(early);
        }
        signIn.allow(address);
        String done = next(user, "s4", early, "action='complete'", "");
        if (!done.contains("You are registered")) {
            throw new AssertionError(done);
        }
    }

    /** The next step of signing in. */
    private static String next(
            XmppClient user, String id, String before, String action, String fields) {
        String session =
                before.isEmpty()
                        ? ""
                        : "sessionid='%s'"
                                .formatted(before.replaceAll("(?s).*sessionid='([^']+)'.*", "$1"));
        String form =
                before.isEmpty() ? "" : "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>";
        user.send(
                "<iq type='set' id='%s' to='%s'><command xmlns='http://jabber.org/protocol/commands' node='sign-in' %s %s>%s</command></iq>"
                        .formatted(id, DOMAIN, session, action, form));
        return XmppClient.xml(user.awaitXml("id='" + id + "'", "<command"));
    }

    /** Sends what a user filled in to register. */
    static void send(XmppClient user, String id, String name, String password, String more) {
        sendFields(
                user,
                id,
                """
                <field var='email'><value>%s@example.test</value></field>
                <field var='password'><value>%s</value></field>
                <field var='name'><value>%s Example</value></field>%s
                """
                        .formatted(name, password, name, more));
    }

    /** The same with any fields; the password is that of every mailbox if there is none. */
    static void sendFields(XmppClient user, String id, String fields) {
        String password =
                fields.contains("password")
                        ? ""
                        : "<field var='password'><value>"
                                + RealDovecot.PASSWORD
                                + "</value></field>";
        user.send(
                """
                <iq type='set' id='%s' to='%s'><query xmlns='jabber:iq:register'>
                <x xmlns='jabber:x:data' type='submit'>
                <field var='FORM_TYPE' type='hidden'><value>jabber:iq:register</value></field>
                %s</x></query></iq>
                """
                        .formatted(id, DOMAIN, fields + password));
    }

    private String configuration() {
        return """
        gateway = "email"

        [component]
        domain = "%s"
        server = "127.0.0.1:%d"
        secret = "%s"

        [store]
        url = "jdbc:sqlite:email.sqlite"

        [access]
        allow = ["localhost"]

        [media]
        fetch-allow = ["127.0.0.1", "localhost"]

        [email]
        hold = "0s"
        """
                        .formatted(DOMAIN, prosody.componentPort(), prosody.setup().secret())
                + accounts();
    }

    private String accounts() {
        return """
        [email.accounts]
        enabled = true
        ca-file = "ca.pem"
        private-hosts = ["localhost"]
        ports = [143, %1$d, %2$d]
        idle = "2s"
        poll = "1s"
        max-message-size = "64KiB"
        retry = "1s"
        notice = "1s"

        [email.accounts.providers.test]
        domains = ["example.test"]
        imap = "imaps://localhost:%1$d"
        smtp = "smtp://localhost:%2$d"

        [email.accounts.providers.test.oauth]
        client-id = "isthmus"
        client-secret = "s"
        device-url = "%3$s"
        token-url = "%4$s"
        scope = "mail"
        """
                .formatted(
                        dovecot().imapsPort(),
                        postfix().submissionPort(),
                        signIn.url("/device"),
                        signIn.url("/token"));
    }

    @Override
    public void close() {
        program.close();
        prosody.close();
        servers.close();
        signIn.close();
    }

    /** The mailbox as another program of its user has it. */
    OpenMailbox mailbox(String user) throws Exception {
        return OpenMailbox.open(
                new MailServer("localhost", dovecot().imapsPort(), true),
                sockets(dovecot().certificate()),
                new Credentials.Password(user + "@example.test", RealDovecot.PASSWORD),
                Duration.ofSeconds(20),
                1 << 20);
    }

    /** Whether Postfix takes mail from this user now. */
    boolean canLogInToSend(String user) {
        return new Submission(
                                new MailServer("localhost", postfix().submissionPort(), false),
                                sockets(postfix().certificate()),
                                new Credentials.Password(
                                        user + "@example.test", RealDovecot.PASSWORD),
                                "lab.test")
                        .logIn()
                instanceof Submission.Result.Works;
    }

    private MailSockets sockets(Path certificate) {
        ServerPolicy policy =
                new ServerPolicy(
                        true,
                        Set.of(dovecot().imapsPort(), postfix().submissionPort()),
                        List.of(new PeerPattern("localhost", null, 0)),
                        Set.of(),
                        HostResolver.system());
        return new MailSockets(policy, new TrustedSockets(certificate), Duration.ofSeconds(20));
    }
}
