/** Reading what was said in rooms (XEP-0313). */
@NullMarked
package im.isthmus.core.feature.archive;

import org.jspecify.annotations.NullMarked;
