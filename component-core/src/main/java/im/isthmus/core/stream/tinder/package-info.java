/** Components written for Tinder, run on our stream. */
@NullMarked
package im.isthmus.core.stream.tinder;

import org.jspecify.annotations.NullMarked;
