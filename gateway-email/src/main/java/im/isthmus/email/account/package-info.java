/** Accounts that users have at other mail servers, as long as the gateway runs. */
@NullMarked
package im.isthmus.email.account;

import org.jspecify.annotations.NullMarked;
