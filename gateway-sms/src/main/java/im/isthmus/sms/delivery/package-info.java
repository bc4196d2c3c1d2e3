/** Messages between the store and the providers, both ways. */
@NullMarked
package im.isthmus.sms.delivery;

import org.jspecify.annotations.NullMarked;
