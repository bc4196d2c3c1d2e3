/** What a network tells of what was said before. */
@NullMarked
package im.isthmus.irc.inbound.history;

import org.jspecify.annotations.NullMarked;
