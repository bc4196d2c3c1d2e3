/** Reads what biboumi left, so that its users find everything as it was. */
@NullMarked
package im.isthmus.irc.biboumi;

import org.jspecify.annotations.NullMarked;
