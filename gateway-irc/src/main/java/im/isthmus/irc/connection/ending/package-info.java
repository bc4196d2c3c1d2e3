/** Why connections end. */
@NullMarked
package im.isthmus.irc.connection.ending;

import org.jspecify.annotations.NullMarked;
