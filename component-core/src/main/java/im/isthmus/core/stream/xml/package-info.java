/** From the bytes of a stream to stanzas and back; knows nothing of connections. */
@NullMarked
package im.isthmus.core.stream.xml;

import org.jspecify.annotations.NullMarked;
