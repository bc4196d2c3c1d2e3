/** The companies and programs that send and receive text messages, one file each. */
@NullMarked
package im.isthmus.sms.provider;

import org.jspecify.annotations.NullMarked;
