/** From the vocabulary of the core to IRC: one class a group of actions. */
@NullMarked
package im.isthmus.irc.outbound;

import org.jspecify.annotations.NullMarked;
