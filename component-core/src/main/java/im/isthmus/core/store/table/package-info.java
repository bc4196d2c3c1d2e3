/** The core's own tables, a class for each or for a few that belong together. */
@NullMarked
package im.isthmus.core.store.table;

import org.jspecify.annotations.NullMarked;
