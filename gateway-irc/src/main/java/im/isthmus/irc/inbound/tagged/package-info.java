/** What people do to what was said: tags without words, and redactions. */
@NullMarked
package im.isthmus.irc.inbound.tagged;

import org.jspecify.annotations.NullMarked;
