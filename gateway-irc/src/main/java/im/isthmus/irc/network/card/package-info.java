/** What people and channels of a network say of themselves. */
@NullMarked
package im.isthmus.irc.network.card;

import org.jspecify.annotations.NullMarked;
