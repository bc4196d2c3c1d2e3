/** One connection to the XMPP server after the other: its queue, its watch and its end. */
@NullMarked
package im.isthmus.core.stream.link;

import org.jspecify.annotations.NullMarked;
