package im.isthmus.irc.connection.registration;

import im.isthmus.irc.login.ClientCertificate;
import im.isthmus.irc.message.IrcMessage;
import org.jspecify.annotations.Nullable;

/**
 * Who the user is to a network.
 *
 * @param nick wanted; another one is taken if the network refuses it
 * @param username the {@code user} of {@code nick!user@host}
 * @param realname for people
 * @param serverPassword for PASS; null if none
 * @param sasl account to log in to; null for none
 * @param away what to say, while still coming, of not being there; null for who is
 */
public record IrcIdentity(
        String nick,
        String username,
        String realname,
        @Nullable String serverPassword,
        @Nullable SaslAccount sasl,
        @Nullable String away) {
    /**
     * An account of the network's services.
     *
     * @param password empty if the certificate is all there is
     * @param required whether to give up the connection when the login fails
     * @param certificate to connect with; null if there is none
     */
    public record SaslAccount(
            String account,
            String password,
            boolean required,
            @Nullable ClientCertificate certificate) {
        /** An account with a password only. */
        public SaslAccount(String account, String password, boolean required) {
            this(account, password, required, null);
        }

        public SaslAccount {
            if (account.isEmpty() || (account + password).indexOf('\0') >= 0) {
                throw new IllegalArgumentException("account is empty or NUL in it");
            }
        }

        @Override
        public String toString() {
            return "SaslAccount[" + account + "]";
        }
    }

    /**
     * @throws IllegalArgumentException if any of it cannot be sent
     */
    public IrcIdentity {
        IrcMessage.of("USER", username, "0", "*", realname);
        IrcMessage.of("NICK", nick, "");
        if (serverPassword != null) {
            IrcMessage.of("PASS", serverPassword);
        }
        if (username.indexOf('@') >= 0 || username.indexOf('!') >= 0) {
            throw new IllegalArgumentException("username with @ or !");
        }
    }

    /** What to connect with; null if there is none. */
    public @Nullable ClientCertificate certificate() {
        SaslAccount account = sasl;
        return account == null ? null : account.certificate();
    }

    public IrcIdentity(String nick, String username, String realname) {
        this(nick, username, realname, null, null);
    }

    /** Somebody who is there. */
    public IrcIdentity(
            String nick,
            String username,
            String realname,
            @Nullable String serverPassword,
            @Nullable SaslAccount sasl) {
        this(nick, username, realname, serverPassword, sasl, null);
    }

    /**
     * The same, but not there.
     *
     * @param text why; null for who is there
     */
    public IrcIdentity away(@Nullable String text) {
        return new IrcIdentity(nick, username, realname, serverPassword, sasl, text);
    }

    @Override
    public String toString() {
        return "IrcIdentity[" + nick + "]";
    }
}
