/** Who may use the gateway, and how much. */
@NullMarked
package im.isthmus.core.access;

import org.jspecify.annotations.NullMarked;
