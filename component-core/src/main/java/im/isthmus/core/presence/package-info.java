/** Presence and subscriptions outside rooms. */
@NullMarked
package im.isthmus.core.presence;

import org.jspecify.annotations.NullMarked;
