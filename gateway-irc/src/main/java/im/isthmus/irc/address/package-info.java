/** What localparts of the gateway's domain mean on IRC, written as biboumi writes them. */
@NullMarked
package im.isthmus.irc.address;

import org.jspecify.annotations.NullMarked;
