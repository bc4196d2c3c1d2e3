/** From IRC to the vocabulary of the core: one class a group of commands. */
@NullMarked
package im.isthmus.irc.inbound;

import org.jspecify.annotations.NullMarked;
