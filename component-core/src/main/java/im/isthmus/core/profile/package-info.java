/** Who somebody on a legacy network is: names, business cards and pictures. */
@NullMarked
package im.isthmus.core.profile;

import org.jspecify.annotations.NullMarked;
