@NullMarked
package im.isthmus.email.account.setup;

import org.jspecify.annotations.NullMarked;
