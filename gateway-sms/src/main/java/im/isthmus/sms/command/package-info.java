/** What users and admins can tell the gateway to do. */
@NullMarked
package im.isthmus.sms.command;

import org.jspecify.annotations.NullMarked;
