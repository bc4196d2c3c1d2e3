/** What a gateway says about itself, one class a XEP. */
@NullMarked
package im.isthmus.core.feature.about;

import org.jspecify.annotations.NullMarked;
