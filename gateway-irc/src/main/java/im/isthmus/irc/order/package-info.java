/** What the user decides about channels and the people in them: ranks, bans and modes. */
@NullMarked
package im.isthmus.irc.order;

import org.jspecify.annotations.NullMarked;
