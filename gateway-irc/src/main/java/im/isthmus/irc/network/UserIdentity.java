package im.isthmus.irc.network;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.JidEscaping;
import im.isthmus.irc.connection.IrcIdentity;

/** Who an XMPP user is on IRC: the same on every network and every day, so that bans can fit. */
final class UserIdentity {
    /** Servers cut user names longer than this (modern IRC, USERLEN). */
    private static final int MAX_USERNAME = 10;

    private UserIdentity() {}

    static IrcIdentity of(Jid user, Network network, String nick) {
        String name = JidEscaping.unescape(user.local().isEmpty() ? user.domain() : user.local());
        String called = nick.isEmpty() ? nick(name) : nick;
        return new IrcIdentity(called, username(name), realname(name), null, network.account(user));
    }

    /** For who has not said how to be called; no nick begins with a digit. */
    private static String nick(String name) {
        String safe = username(name);
        return Character.isDigit(safe.charAt(0)) ? "u" + safe : safe;
    }

    /** ASCII letters and digits only: anything else some server refuses. */
    static String username(String name) {
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
