/** What the gateway knows of the channels that a user is in. */
@NullMarked
package im.isthmus.irc.channel;

import org.jspecify.annotations.NullMarked;
