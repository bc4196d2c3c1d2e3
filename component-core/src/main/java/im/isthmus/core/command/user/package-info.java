/** What every user can tell a gateway to do. */
@NullMarked
package im.isthmus.core.command.user;

import org.jspecify.annotations.NullMarked;
