/** What a user gets to know of the people on a network, beyond who is in a channel now. */
@NullMarked
package im.isthmus.irc.people;

import org.jspecify.annotations.NullMarked;
