/** What a session remembers of its conversations: the names of messages, and what was just said. */
@NullMarked
package im.isthmus.core.conversation;

import org.jspecify.annotations.NullMarked;
