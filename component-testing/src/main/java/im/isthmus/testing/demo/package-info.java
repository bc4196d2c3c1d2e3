/** What bin/demo shows: the gateways between real servers of XMPP, IRC and email. */
@NullMarked
package im.isthmus.testing.demo;

import org.jspecify.annotations.NullMarked;
