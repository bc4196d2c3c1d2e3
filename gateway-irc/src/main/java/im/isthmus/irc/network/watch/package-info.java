/** People in the user's list of contacts: who of them is there. */
@NullMarked
package im.isthmus.irc.network.watch;

import org.jspecify.annotations.NullMarked;
