/** What is kept about conversations of several people. */
@NullMarked
package im.isthmus.email.store.group;

import org.jspecify.annotations.NullMarked;
