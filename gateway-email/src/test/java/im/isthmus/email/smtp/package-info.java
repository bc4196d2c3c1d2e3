@NullMarked
package im.isthmus.email.smtp;

import org.jspecify.annotations.NullMarked;
