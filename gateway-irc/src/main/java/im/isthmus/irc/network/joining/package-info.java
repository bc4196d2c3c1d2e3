/** How a user gets into channels, and back into them. */
@NullMarked
package im.isthmus.irc.network.joining;

import org.jspecify.annotations.NullMarked;
