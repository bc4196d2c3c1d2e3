/** Rooms that the gateway hosts (XEP-0045). */
@NullMarked
package im.isthmus.core.room;

import org.jspecify.annotations.NullMarked;
