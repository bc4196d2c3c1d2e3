/** What the gateway must not forget: messages on their way, both ways, and what was spent. */
@NullMarked
package im.isthmus.sms.store;

import org.jspecify.annotations.NullMarked;
