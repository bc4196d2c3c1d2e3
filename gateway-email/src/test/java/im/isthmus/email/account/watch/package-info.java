@NullMarked
package im.isthmus.email.account.watch;

import org.jspecify.annotations.NullMarked;
