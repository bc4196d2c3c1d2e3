/** What the IRC gateway must not forget. */
@NullMarked
package im.isthmus.irc.store;

import org.jspecify.annotations.NullMarked;
