package im.isthmus.irc.network.connecting;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.connection.registration.IrcIdentity.SaslAccount;
import im.isthmus.irc.login.ClientCertificate;
import im.isthmus.irc.network.Network;
import im.isthmus.irc.network.Origins;
import im.isthmus.irc.settings.ServerSettings;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Who an XMPP user is on IRC: the same on every network and every day, so that bans can fit. */
public final class UserIdentity {
    /** Servers cut user names longer than this (modern IRC, USERLEN). */
    private static final int MAX_USERNAME = 10;

    private UserIdentity() {}

    /**
     * Who a user is on a network.
     *
     * @param nick asked for by a client; empty if none did
     */
    public static IrcIdentity of(Jid user, Network network, String nick, ServerSettings settings) {
        String name = Origins.name(user);
        String asked = settings.nick().isEmpty() ? nick : settings.nick();
        boolean open = network.origins().isUsernameFree();
        String shown = open ? name : network.origins().username(user);
        String called = asked.isEmpty() ? nick(shown) : asked;
        boolean free = open && !settings.username().isEmpty();
        String username = free ? settings.username() : network.origins().username(user);
        String realname = settings.realname();
        return new IrcIdentity(
                called,
                username,
                realname.isEmpty() ? realname(shown) : realname,
                settings.pass().isEmpty() ? null : settings.pass(),
                account(user, network, called, settings));
    }

    /** The admin's account for the user, or the user's own. */
    private static @Nullable SaslAccount account(
            Jid user, Network network, String nick, ServerSettings settings) {
        SaslAccount given = network.account(user);
        ClientCertificate certificate = certificate(settings);
        if (given != null || (settings.saslPassword().isEmpty() && certificate == null)) {
            return given;
        }
        String account = settings.saslAccount().isEmpty() ? nick : settings.saslAccount();
        return new SaslAccount(account, settings.saslPassword(), true, certificate);
    }

    private static @Nullable ClientCertificate certificate(ServerSettings settings) {
        try {
            return settings.saslCertificate().isEmpty()
                    ? null
                    : ClientCertificate.parse(settings.saslCertificate());
        } catch (GeneralSecurityException e) {
            return null; // it was checked when it was saved
        }
    }

    /** For who has not said how to be called; no nick begins with a digit. */
    private static String nick(String name) {
        String safe = username(name);
        return Character.isDigit(safe.charAt(0)) ? "u" + safe : safe;
    }

    /** ASCII letters and digits only: anything else some server refuses. */
    public static String username(String name) {
        StringBuilder safe = new StringBuilder(MAX_USERNAME);
        for (int i = 0; i < name.length() && safe.length() < MAX_USERNAME; i++) {
            char c = name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                safe.append(c);
            }
        }
        return safe.isEmpty() ? "user" : safe.toString();
    }

    private static String realname(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        for (int i = 0; i < name.length() && safe.length() < 50; i++) {
            safe.append(Character.isISOControl(name.charAt(i)) ? ' ' : name.charAt(i));
        }
        return safe.toString();
    }
}
