/** A day's work in a few seconds, against stand-ins, for the JVM to learn from. */
@NullMarked
package im.isthmus.program.rehearsal;

import org.jspecify.annotations.NullMarked;
