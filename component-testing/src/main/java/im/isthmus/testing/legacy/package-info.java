/** A legacy network in memory and a gateway to it, to test the core apart from any real network. */
@NullMarked
package im.isthmus.testing.legacy;

import org.jspecify.annotations.NullMarked;
