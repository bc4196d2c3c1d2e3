/** The two waists of the hourglass and the contract of everything that stands behind them. */
@NullMarked
package im.isthmus.core.backend;

import org.jspecify.annotations.NullMarked;
