/** Whose numbers are whose, and how users claim one. */
@NullMarked
package im.isthmus.sms.owner;

import org.jspecify.annotations.NullMarked;
