/** What is kept about mailing lists: how each is to come, and what waits for the next digest. */
@NullMarked
package im.isthmus.email.store.list;

import org.jspecify.annotations.NullMarked;
