/** What mail servers say became of the mails of users. */
@NullMarked
package im.isthmus.email.inbound.report;

import org.jspecify.annotations.NullMarked;
