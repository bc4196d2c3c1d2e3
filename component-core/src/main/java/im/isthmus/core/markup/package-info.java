/** How texts look: the styles of XMPP messages as spans, and spans as what XMPP clients show. */
@NullMarked
package im.isthmus.core.markup;

import org.jspecify.annotations.NullMarked;
