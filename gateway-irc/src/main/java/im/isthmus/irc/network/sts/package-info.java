/** Which servers may be reached with TLS only, because they said so. */
@NullMarked
package im.isthmus.irc.network.sts;

import org.jspecify.annotations.NullMarked;
