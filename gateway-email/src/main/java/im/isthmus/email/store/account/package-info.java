/** What is kept about accounts that users have at other mail servers. */
@NullMarked
package im.isthmus.email.store.account;

import org.jspecify.annotations.NullMarked;
