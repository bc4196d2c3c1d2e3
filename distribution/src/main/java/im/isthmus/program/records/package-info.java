/** What an admin does with the database of a gateway from the command line. */
@NullMarked
package im.isthmus.program.records;

import org.jspecify.annotations.NullMarked;
