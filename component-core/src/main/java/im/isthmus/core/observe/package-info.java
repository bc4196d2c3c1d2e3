/** Metrics, health and the service manager. */
@NullMarked
package im.isthmus.core.observe;

import org.jspecify.annotations.NullMarked;
