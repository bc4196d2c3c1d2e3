/** How bytes reach an XMPP server: TCP, TLS and Unix sockets. */
@NullMarked
package im.isthmus.core.stream.transport;

import org.jspecify.annotations.NullMarked;
