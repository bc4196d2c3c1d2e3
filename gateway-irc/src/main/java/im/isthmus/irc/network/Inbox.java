package im.isthmus.irc.network;

import im.isthmus.irc.message.IrcMessage;

/** Where what a network says goes. */
@FunctionalInterface
public interface Inbox {
    /** A message of the network, as the owner of the session. */
    void received(IrcLink link, IrcMessage message);
}
