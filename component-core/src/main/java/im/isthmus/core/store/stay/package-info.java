/** Where users are, on the disk: what a room needs to be the same after the gateway ended. */
@NullMarked
package im.isthmus.core.store.stay;

import org.jspecify.annotations.NullMarked;
