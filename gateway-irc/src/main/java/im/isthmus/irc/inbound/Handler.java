package im.isthmus.irc.inbound;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;

/** What one command of the network means. Keeps no state of its own: all links share it. */
@FunctionalInterface
interface Handler {
    void handle(IrcLink link, IrcMessage message);
}
