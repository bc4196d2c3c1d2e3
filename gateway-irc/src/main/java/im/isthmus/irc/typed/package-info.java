/** What people who know IRC type into rooms: a slash and a command. */
@NullMarked
package im.isthmus.irc.typed;

import org.jspecify.annotations.NullMarked;
