/** What comes from phones, and what became of messages, told to users. */
@NullMarked
package im.isthmus.sms.inbound;

import org.jspecify.annotations.NullMarked;
