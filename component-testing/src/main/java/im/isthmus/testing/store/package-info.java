/** The databases that tables have to work on. */
@NullMarked
package im.isthmus.testing.store;

import org.jspecify.annotations.NullMarked;
