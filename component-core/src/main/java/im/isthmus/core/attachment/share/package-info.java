/** Files of legacy networks get an address that XMPP clients can fetch them from. */
@NullMarked
package im.isthmus.core.attachment.share;

import org.jspecify.annotations.NullMarked;
