/** Messages of users on their way to become mails. */
@NullMarked
package im.isthmus.email.outbound.draft;

import org.jspecify.annotations.NullMarked;
