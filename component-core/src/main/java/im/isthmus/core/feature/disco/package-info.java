/** Service discovery: what an address is and can (XEP-0030, XEP-0115, XEP-0128). */
@NullMarked
package im.isthmus.core.feature.disco;

import org.jspecify.annotations.NullMarked;
