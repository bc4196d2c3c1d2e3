/** What was said on a network lately, and who is about to say something. */
@NullMarked
package im.isthmus.irc.spoken;

import org.jspecify.annotations.NullMarked;
