/** What the user does to what was said: reactions, redactions, and typing. */
@NullMarked
package im.isthmus.irc.outbound.tagged;

import org.jspecify.annotations.NullMarked;
