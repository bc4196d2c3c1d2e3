/** One class a XEP, each registered in one list. */
@NullMarked
package im.isthmus.core.feature;

import org.jspecify.annotations.NullMarked;
