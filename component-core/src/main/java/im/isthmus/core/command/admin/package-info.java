/** What the admins of a gateway can tell it to do. */
@NullMarked
package im.isthmus.core.command.admin;

import org.jspecify.annotations.NullMarked;
