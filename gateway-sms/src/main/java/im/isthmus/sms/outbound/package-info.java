/** Messages of users on their way to the store: who may write to whom, for how much. */
@NullMarked
package im.isthmus.sms.outbound;

import org.jspecify.annotations.NullMarked;
