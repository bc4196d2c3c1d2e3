package im.isthmus.irc.connection.registration;

import im.isthmus.core.text.Text;
import im.isthmus.irc.capability.CapabilityNegotiation;
import im.isthmus.irc.capability.StsOffer;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.origin.WebIrc;
import im.isthmus.irc.connection.registration.IrcIdentity.SaslAccount;
import im.isthmus.irc.login.SaslLogin;
import im.isthmus.irc.message.IrcMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets the user onto the network: capabilities, login, nick, and the welcome (modern IRC,
 * "Connection Registration"). Goes on to care for capabilities afterwards. Has one owner.
 */
public final class Registration {
    private static final String UNENCRYPTED =
            "No password is sent: the server took no encrypted connection";

    private final IrcIdentity identity;
    private final @Nullable WebIrc webirc;
    private final OwnUser self;
    private final Consumer<IrcMessage> send;
    private final Consumer<CloseReason> giveUp;
    private final CapabilityNegotiation capabilities;
    private final NickLadder nicks;
    private final Introduction introduction;
    private final @Nullable SaslLogin login;
    private boolean negotiating = true;
    private boolean secretsAllowed;
    private @Nullable String plainHost;
    private boolean loginBegun;
    private boolean loginRunning;
    private String loginText = "";
    private volatile boolean welcomed;
    private volatile boolean complete;

    /**
     * @param supports what the server said it supports by now
     * @param send takes what is to be said at once
     * @param giveUp ends the connection, with a goodbye
     */
    public Registration(
            ConnectionConfig config,
            IrcIdentity identity,
            OwnUser self,
            Supplier<Supports> supports,
            Consumer<IrcMessage> send,
            Consumer<CloseReason> giveUp) {
        this.identity = identity;
        this.webirc = config.origin().webirc();
        this.self = self;
        this.send = send;
        this.giveUp = giveUp;
        this.nicks = new NickLadder(identity.nick());
        this.introduction = new Introduction(identity, self, supports, send);
        SaslAccount sasl = identity.sasl();
        this.login =
                sasl == null
                        ? null
                        : new SaslLogin(
                                sasl.account(), sasl.password(), sasl.certificate() != null, send);
        List<String> wanted = new ArrayList<>(config.capabilities());
        if (login != null) {
            wanted.add("sasl");
        }
        this.capabilities = new CapabilityNegotiation(wanted, send);
    }

    /**
     * Says the first lines.
     *
     * @param secretsAllowed whether passwords may go over this very connection
     * @param plainHost the server's name if it is not reached with TLS; else null
     */
    public void start(boolean secretsAllowed, @Nullable String plainHost) {
        this.secretsAllowed = secretsAllowed;
        this.plainHost = plainHost;
        String password = identity.serverPassword();
        if (password != null && !secretsAllowed) {
            giveUp.accept(new CloseReason.LoginFailed(UNENCRYPTED));
            return;
        }
        if (webirc != null) {
            send.accept(webirc.line());
        }
        capabilities.start();
        if (password != null) {
            send.accept(IrcMessage.of("PASS", password));
        }
    }

    /** Whether it took the message, so that nobody else need see it. */
    public boolean handle(IrcMessage message) {
        String command = message.command();
        if (!introduction.said()) {
            introduction.heard(message);
            if (introduction.said()) {
                advance();
            }
        }
        switch (command) {
            case "CAP" -> {
                capabilities.handle(message);
                if (!wantsTls()) {
                    forgetLoginIfWithdrawn();
                    introduction.offered(capabilities);
                    advance();
                }
                return true;
            }
            case "421" -> {
                if (negotiating && message.param(1).equalsIgnoreCase("CAP")) {
                    capabilities.unsupported();
                    advance();
                }
            }
            case "432", "433", "436", "437" -> {
                return !welcomed && nextNick(message);
            }
            case "001" -> welcome();
            case "376", "422" -> complete = welcomed;
            default -> {
                return isLogin(command) && handleLogin(message);
            }
        }
        return false;
    }

    /** Whether the server is left because it takes users with TLS only (IRCv3 sts). */
    private boolean wantsTls() {
        String host = plainHost;
        int port = host == null ? 0 : StsOffer.of(capabilities.offered("sts")).port();
        if (host != null && port > 0) {
            giveUp.accept(
                    new CloseReason.TlsDemanded(
                            Text.key("The server takes encrypted connections only"), host, port));
        }
        return port > 0;
    }

    private static boolean isLogin(String command) {
        return command.charAt(0) == '9' || command.equals("AUTHENTICATE");
    }

    private boolean handleLogin(IrcMessage message) {
        if (login != null) {
            login.handle(message);
            loginText = message.lastParam();
            advance();
        }
        return message.command().equals("AUTHENTICATE");
    }

    /** Takes the next step if the one before is done. */
    private void advance() {
        if (!capabilities.settled()) {
            return;
        }
        if (login != null && !loginBegun) {
            beginLogin(login);
        }
        if (login != null && loginRunning && login.result() != SaslLogin.Result.OPEN) {
            loginRunning = false;
            if (login.result() == SaslLogin.Result.FAILED) {
                loginFailed(login.problem().isEmpty() ? loginText : login.problem());
            }
        }
        if (negotiating && !loginRunning && introduction.said()) {
            negotiating = false;
            beforeTheEnd();
            send.accept(IrcMessage.of("CAP", "END"));
        }
    }

    /** What is better known before the welcome (IRCv3 pre-away). */
    private void beforeTheEnd() {
        String away = identity.away();
        if (away != null && capabilities.enabled().contains("draft/pre-away")) {
            send.accept(IrcMessage.of("AWAY", away));
        }
    }

    private void beginLogin(SaslLogin login) {
        String mechanisms = capabilities.offered("sasl");
        boolean enabled = capabilities.enabled().contains("sasl");
        if (mechanisms == null || !enabled || !login.offeredBy(mechanisms)) {
            missLogin("The server takes none of your ways to log in");
        } else if (!secretsAllowed) {
            missLogin(UNENCRYPTED);
        } else {
            loginBegun = true;
            loginRunning = true;
            login.start(mechanisms);
        }
    }

    /** Services that come back are asked again, unless the user is logged in already. */
    private void forgetLoginIfWithdrawn() {
        if (login != null
                && login.result() != SaslLogin.Result.LOGGED_IN
                && !capabilities.enabled().contains("sasl")) {
            loginBegun = false;
            loginRunning = false;
        }
    }

    /** It may still come: services that are away now announce SASL when they are back. */
    private void missLogin(String why) {
        if (negotiating) {
            loginFailed(why);
        }
    }

    private void loginFailed(String why) {
        SaslAccount sasl = identity.sasl();
        if (sasl != null && sasl.required() && !complete) {
            giveUp.accept(new CloseReason.LoginFailed(why));
        }
    }

    private void welcome() {
        welcomed = true;
        if (negotiating) { // the server did not wait for CAP END, so it knows no CAP
            capabilities.unsupported();
            negotiating = false;
            if (login != null) {
                loginFailed("The server offers no SASL");
            }
        }
    }

    private boolean nextNick(IrcMessage refusal) {
        String next = nicks.next(self.nick(), refusal);
        if (next.isEmpty()) {
            giveUp.accept(new CloseReason.NickRefused(refusal.lastParam()));
        } else {
            self.trying(next);
            send.accept(IrcMessage.of("NICK", next));
        }
        return true;
    }

    /** The server takes too long to tell what it takes. */
    public void introduceAnyway() {
        introduction.say();
        advance();
    }

    /** Whether the server has let the user in. */
    public boolean welcomed() {
        return welcomed;
    }

    /** Whether the welcome is through to the end of the MOTD. */
    public boolean complete() {
        return complete;
    }

    /** Goes without the end of the MOTD, which some servers owe. */
    public void completeAnyway() {
        complete = true;
    }

    public Set<String> capabilities() {
        return capabilities.enabled();
    }

    public @Nullable String offered(String capability) {
        return capabilities.offered(capability);
    }
}
