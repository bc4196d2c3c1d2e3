/** What was promised reaches the user, or its sender hears that it did not. */
@NullMarked
package im.isthmus.core.delivery;

import org.jspecify.annotations.NullMarked;
