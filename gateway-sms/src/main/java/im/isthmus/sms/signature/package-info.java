/** How providers sign what they send; each checked against the vendor's own code. */
@NullMarked
package im.isthmus.sms.signature;

import org.jspecify.annotations.NullMarked;
