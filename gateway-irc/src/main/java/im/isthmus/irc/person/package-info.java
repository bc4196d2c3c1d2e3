/** What is asked of the programs of people on IRC. */
@NullMarked
package im.isthmus.irc.person;

import org.jspecify.annotations.NullMarked;
