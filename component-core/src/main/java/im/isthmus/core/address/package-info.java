/** Addresses: JIDs by RFC 7622 and what a gateway makes of their localparts. */
@NullMarked
package im.isthmus.core.address;

import org.jspecify.annotations.NullMarked;
