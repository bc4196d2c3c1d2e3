/** The IRC gateway: the backend that core drives, and the places its rooms meet. */
@NullMarked
package im.isthmus.irc;

import org.jspecify.annotations.NullMarked;
