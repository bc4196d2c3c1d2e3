/** The scripts in {@code bin/} as an admin runs them. */
@NullMarked
package im.isthmus.scripts;

import org.jspecify.annotations.NullMarked;
