/** Real servers, started privately on 127.0.0.1 for tests and the demo, and ended by their pid. */
@NullMarked
package im.isthmus.testing.real;

import org.jspecify.annotations.NullMarked;
