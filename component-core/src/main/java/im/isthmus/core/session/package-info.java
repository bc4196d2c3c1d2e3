/** A user's running state: one owner, one queue, no locks. */
@NullMarked
package im.isthmus.core.session;

import org.jspecify.annotations.NullMarked;
