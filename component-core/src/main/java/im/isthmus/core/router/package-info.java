/** Where a stanza goes, and the one place that turns failures into error stanzas. */
@NullMarked
package im.isthmus.core.router;

import org.jspecify.annotations.NullMarked;
