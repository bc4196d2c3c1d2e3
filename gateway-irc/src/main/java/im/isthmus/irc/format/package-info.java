/** Formatting of IRC text. */
@NullMarked
package im.isthmus.irc.format;

import org.jspecify.annotations.NullMarked;
