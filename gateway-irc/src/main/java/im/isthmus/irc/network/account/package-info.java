/** Accounts of a network that the user is making. */
@NullMarked
package im.isthmus.irc.network.account;

import org.jspecify.annotations.NullMarked;
