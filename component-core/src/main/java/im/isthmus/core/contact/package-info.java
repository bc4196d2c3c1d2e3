/** A user's contacts: what the network lists, what the roster shows, and who is there. */
@NullMarked
package im.isthmus.core.contact;

import org.jspecify.annotations.NullMarked;
