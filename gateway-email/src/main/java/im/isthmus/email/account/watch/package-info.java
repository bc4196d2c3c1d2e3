/** Keeps an eye on a mailbox and brings what is new in it. */
@NullMarked
package im.isthmus.email.account.watch;

import org.jspecify.annotations.NullMarked;
