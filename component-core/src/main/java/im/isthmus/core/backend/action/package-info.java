/** What a user can want of a legacy network: one waist of the hourglass. */
@NullMarked
package im.isthmus.core.backend.action;

import org.jspecify.annotations.NullMarked;
