@NullMarked
package im.isthmus.email.text;

import org.jspecify.annotations.NullMarked;
