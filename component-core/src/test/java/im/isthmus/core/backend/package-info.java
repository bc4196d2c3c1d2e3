/** What backends are offered. */
@NullMarked
package im.isthmus.core.backend;

import org.jspecify.annotations.NullMarked;
