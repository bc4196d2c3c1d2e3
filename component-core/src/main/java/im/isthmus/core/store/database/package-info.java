/** The database itself: SQLite or PostgreSQL, steps of its schema, transactions. */
@NullMarked
package im.isthmus.core.store.database;

import org.jspecify.annotations.NullMarked;
