/** What was said in rooms, kept for each user alone (XEP-0313). */
@NullMarked
package im.isthmus.core.archive;

import org.jspecify.annotations.NullMarked;
