/** Conversations of several people as rooms, for users who want that. */
@NullMarked
package im.isthmus.email.group;

import org.jspecify.annotations.NullMarked;
