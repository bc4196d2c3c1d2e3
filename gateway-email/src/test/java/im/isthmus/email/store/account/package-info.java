@NullMarked
package im.isthmus.email.store.account;

import org.jspecify.annotations.NullMarked;
