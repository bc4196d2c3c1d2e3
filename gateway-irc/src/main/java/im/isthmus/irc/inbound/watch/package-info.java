/** What a network tells about people in the user's list of contacts, and about channels as such. */
@NullMarked
package im.isthmus.irc.inbound.watch;

import org.jspecify.annotations.NullMarked;
