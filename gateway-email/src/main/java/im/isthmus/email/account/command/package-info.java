/** What users can tell the gateway to do in their mailboxes. */
@NullMarked
package im.isthmus.email.account.command;

import org.jspecify.annotations.NullMarked;
