/** The database: schema steps and everything that speaks SQL. */
@NullMarked
package im.isthmus.core.store;

import org.jspecify.annotations.NullMarked;
