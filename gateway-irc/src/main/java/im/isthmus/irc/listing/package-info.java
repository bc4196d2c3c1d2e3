/** Which channels a network has. */
@NullMarked
package im.isthmus.irc.listing;

import org.jspecify.annotations.NullMarked;
