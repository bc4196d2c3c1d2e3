/**
 * How a network is reached: by which rules, at which servers, and who of them takes the connection.
 */
@NullMarked
package im.isthmus.irc.connection.dialing;

import org.jspecify.annotations.NullMarked;
