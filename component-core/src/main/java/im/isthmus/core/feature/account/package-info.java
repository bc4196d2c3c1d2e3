/** How users come to have an account and contacts here, asked in XML (XEP-0077, XEP-0100). */
@NullMarked
package im.isthmus.core.feature.account;

import org.jspecify.annotations.NullMarked;
