@NullMarked
package im.isthmus.email.imap;

import org.jspecify.annotations.NullMarked;
