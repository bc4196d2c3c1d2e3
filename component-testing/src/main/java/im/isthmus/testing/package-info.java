/** What tests stand on: servers that do as they are told, and patience. */
@NullMarked
package im.isthmus.testing;

import org.jspecify.annotations.NullMarked;
