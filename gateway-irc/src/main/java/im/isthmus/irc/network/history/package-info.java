/** What was said in channels while the user was not there. */
@NullMarked
package im.isthmus.irc.network.history;

import org.jspecify.annotations.NullMarked;
