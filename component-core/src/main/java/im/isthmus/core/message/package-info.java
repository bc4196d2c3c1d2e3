/** Messages outside rooms: to and from contacts, networks and the gateway itself. */
@NullMarked
package im.isthmus.core.message;

import org.jspecify.annotations.NullMarked;
