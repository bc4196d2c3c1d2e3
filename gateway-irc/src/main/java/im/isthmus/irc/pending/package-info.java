/** What a user asked of a network that has not answered yet. */
@NullMarked
package im.isthmus.irc.pending;

import org.jspecify.annotations.NullMarked;
