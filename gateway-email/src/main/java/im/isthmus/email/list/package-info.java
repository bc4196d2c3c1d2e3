/** Mailing lists: what they say about themselves, and how users want to have their mails. */
@NullMarked
package im.isthmus.email.list;

import org.jspecify.annotations.NullMarked;
