/**
 * How a user gets onto a network, and who the user is there (modern IRC, "Connection
 * Registration").
 */
@NullMarked
package im.isthmus.irc.connection.registration;

import org.jspecify.annotations.NullMarked;
