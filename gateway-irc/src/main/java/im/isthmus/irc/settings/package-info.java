/** What users may set about themselves, their networks and their channels. */
@NullMarked
package im.isthmus.irc.settings;

import org.jspecify.annotations.NullMarked;
