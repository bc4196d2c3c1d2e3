/** How an account is found to work before it is used. */
@NullMarked
package im.isthmus.email.account.setup;

import org.jspecify.annotations.NullMarked;
