package im.isthmus.irc.connection.origin;

import im.isthmus.irc.message.IrcMessage;

/**
 * What the server is told about where the user really is (IRCv3 webirc). We do not know: a user is
 * on an XMPP server. So a name and an address of our own making stand for the user.
 *
 * @param password that server and gateway agreed on
 * @param host name of the user's place
 * @param address of the user's place, in digits
 */
public record WebIrc(String password, String host, String address) {
    /**
     * @throws IllegalArgumentException if any of it cannot be sent
     */
    public WebIrc {
        IrcMessage.of("WEBIRC", password, "isthmus", host, address);
    }

    /** The line that tells it, before all others. */
    public IrcMessage line() {
        return IrcMessage.of("WEBIRC", password, "isthmus", host, address);
    }

    @Override
    public String toString() {
        return "WebIrc[" + host + "]";
    }
}
