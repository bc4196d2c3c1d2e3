/** What XMPP servers let the gateway do in the name of their users (XEP-0356). */
@NullMarked
package im.isthmus.core.privilege;

import org.jspecify.annotations.NullMarked;
