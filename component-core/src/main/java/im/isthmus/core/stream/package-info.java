/** The XEP-0114 connection: from bytes to stanzas and back, nothing above it. */
@NullMarked
package im.isthmus.core.stream;

import org.jspecify.annotations.NullMarked;
