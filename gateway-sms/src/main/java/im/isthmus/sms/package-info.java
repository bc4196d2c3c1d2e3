/** The sms gateway. */
@NullMarked
package im.isthmus.sms;

import org.jspecify.annotations.NullMarked;
