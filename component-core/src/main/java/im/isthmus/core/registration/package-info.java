/** Accounts on the legacy network: registering, logging in and out (XEP-0077, XEP-0100). */
@NullMarked
package im.isthmus.core.registration;

import org.jspecify.annotations.NullMarked;
