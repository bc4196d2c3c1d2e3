/** What the admin says about IRC networks. */
@NullMarked
package im.isthmus.irc.config;

import org.jspecify.annotations.NullMarked;
