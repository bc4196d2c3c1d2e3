/** Mail servers that a test writes the script of. */
@NullMarked
package im.isthmus.testing.mail;

import org.jspecify.annotations.NullMarked;
