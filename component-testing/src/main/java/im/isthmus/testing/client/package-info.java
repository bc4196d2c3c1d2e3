/** Clients that behave as people's clients do: a Smack one for XMPP, a bare one for IRC. */
@NullMarked
package im.isthmus.testing.client;

import org.jspecify.annotations.NullMarked;
