/** The runtime every gateway stands on; one room (sub-package) a concern. */
@NullMarked
package im.isthmus.core;

import org.jspecify.annotations.NullMarked;
