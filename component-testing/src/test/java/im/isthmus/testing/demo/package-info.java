@NullMarked
package im.isthmus.testing.demo;

import org.jspecify.annotations.NullMarked;
