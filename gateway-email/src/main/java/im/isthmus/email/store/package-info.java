/** What the email gateway must not forget. */
@NullMarked
package im.isthmus.email.store;

import org.jspecify.annotations.NullMarked;
