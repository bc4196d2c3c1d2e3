/** What a legacy network can tell the user: the other waist of the hourglass. */
@NullMarked
package im.isthmus.core.backend.event;

import org.jspecify.annotations.NullMarked;
