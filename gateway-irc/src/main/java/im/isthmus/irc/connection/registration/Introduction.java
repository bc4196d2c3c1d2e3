package im.isthmus.irc.connection.registration;

import im.isthmus.irc.capability.CapabilityNegotiation;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.message.IrcMessage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * NICK and USER, said once: as soon as it is known what the server offers, and where it tells how
 * long nicks may be before it has heard one (IRCv3 extended-isupport), after that. Has one owner.
 */
final class Introduction {
    private static final String EXTENDED = "draft/extended-isupport";

    private final IrcIdentity identity;
    private final OwnUser self;
    private final Supplier<Supports> supports;
    private final Consumer<IrcMessage> send;
    private boolean asked;
    private boolean said;
    private String batch = "";

    Introduction(
            IrcIdentity identity,
            OwnUser self,
            Supplier<Supports> supports,
            Consumer<IrcMessage> send) {
        this.identity = identity;
        this.self = self;
        this.supports = supports;
        this.send = send;
    }

    /** The server said something about its capabilities. */
    void offered(CapabilityNegotiation capabilities) {
        boolean enabled = capabilities.enabled().contains(EXTENDED);
        if (enabled && capabilities.settled() && !asked && !said) {
            asked = true;
            send.accept(IrcMessage.of("ISUPPORT"));
        } else if (!enabled && (capabilities.settled() || isRefused(capabilities))) {
            say();
        }
    }

    private static boolean isRefused(CapabilityNegotiation capabilities) {
        return capabilities.listed() && capabilities.offered(EXTENDED) == null;
    }

    /** Looks for the end of the answer: that of its batch, or all that matters here. */
    void heard(IrcMessage message) {
        switch (message.command()) {
            case "BATCH" -> {
                String reference = message.param(0);
                if (message.param(1).equals("draft/isupport")) {
                    batch = "-" + reference.substring(1);
                } else if (reference.equals(batch)) {
                    say();
                }
            }
            case "005" -> {
                if (batch.isEmpty() && supports.get().token("NICKLEN") != null) {
                    say();
                }
            }
            // Whoever knows no CAP, or breaks a promise.
            case "421", "451" -> say();
            default -> {}
        }
    }

    /** Waits no longer. */
    void say() {
        if (said) {
            return;
        }
        said = true;
        String nick = supports.get().cutNick(identity.nick());
        self.trying(nick);
        send.accept(IrcMessage.of("NICK", nick));
        send.accept(IrcMessage.of("USER", identity.username(), "0", "*", identity.realname()));
    }

    boolean said() {
        return said;
    }
}
