/** How commands are asked for: as ad-hoc commands (XEP-0050) and in a chat with the gateway. */
@NullMarked
package im.isthmus.core.command;

import org.jspecify.annotations.NullMarked;
