/** Lines of a network that belong together (IRCv3 batch). */
@NullMarked
package im.isthmus.irc.batch;

import org.jspecify.annotations.NullMarked;
