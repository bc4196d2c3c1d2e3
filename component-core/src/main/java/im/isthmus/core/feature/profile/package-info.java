/** The XEPs that say who somebody is. */
@NullMarked
package im.isthmus.core.feature.profile;

import org.jspecify.annotations.NullMarked;
