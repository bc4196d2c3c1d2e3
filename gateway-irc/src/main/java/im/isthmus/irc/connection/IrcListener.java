package im.isthmus.irc.connection;

import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.message.IrcMessage;

/** Hears what happens on one connection. Every call comes from the owner given to it. */
public interface IrcListener {
    /** The server has welcomed the user: 001 to the end of the MOTD are through. */
    void registered();

    /** The server enabled or withdrew capabilities after it had welcomed the user. */
    void offerChanged();

    /**
     * A message of the server, numerics included and in order. Not told: PING and the PONG of the
     * engine itself, CAP, AUTHENTICATE, ERROR, and refusals of a nick before {@link #registered}.
     */
    void received(IrcMessage message);

    /** The connection is over, or never was. Called once, and nothing after it. */
    void closed(CloseReason reason);
}
