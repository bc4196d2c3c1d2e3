/** Sentences for users, in their language. */
@NullMarked
package im.isthmus.core.text;

import org.jspecify.annotations.NullMarked;
