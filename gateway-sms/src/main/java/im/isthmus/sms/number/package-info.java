/** Phone numbers, short codes and named senders, and their JIDs. */
@NullMarked
package im.isthmus.sms.number;

import org.jspecify.annotations.NullMarked;
