/** What users can tell the IRC gateway to do, beside talking. */
@NullMarked
package im.isthmus.irc.command;

import org.jspecify.annotations.NullMarked;
