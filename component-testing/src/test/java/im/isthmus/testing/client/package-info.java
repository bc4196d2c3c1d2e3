@NullMarked
package im.isthmus.testing.client;

import org.jspecify.annotations.NullMarked;
