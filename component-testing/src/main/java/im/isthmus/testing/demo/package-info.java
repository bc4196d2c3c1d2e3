/** What bin/demo shows: the gateway between a real XMPP server and a real IRC server. */
@NullMarked
package im.isthmus.testing.demo;

import org.jspecify.annotations.NullMarked;
