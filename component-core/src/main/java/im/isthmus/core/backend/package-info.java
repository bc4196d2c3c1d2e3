/** The contract of everything that stands behind the two waists of the hourglass. */
@NullMarked
package im.isthmus.core.backend;

import org.jspecify.annotations.NullMarked;
