/** What somebody can tell a gateway to do, apart from how it is asked for. */
@NullMarked
package im.isthmus.core.backend.command;

import org.jspecify.annotations.NullMarked;
