/** The text of a message as the phone network counts and cuts it. */
@NullMarked
package im.isthmus.sms.text;

import org.jspecify.annotations.NullMarked;
