/** What each user has set to their liking. */
@NullMarked
package im.isthmus.core.preference;

import org.jspecify.annotations.NullMarked;
