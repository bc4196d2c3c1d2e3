/** Who is in a channel: who comes, goes and changes. */
@NullMarked
package im.isthmus.irc.inbound.member;

import org.jspecify.annotations.NullMarked;
