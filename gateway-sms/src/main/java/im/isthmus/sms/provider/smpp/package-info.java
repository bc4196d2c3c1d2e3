/** SMPP: a connection to a carrier's own message centre. */
@NullMarked
package im.isthmus.sms.provider.smpp;

import org.jspecify.annotations.NullMarked;
