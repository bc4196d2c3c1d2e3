/** Threads of mails and of chats, and how the one becomes the other. */
@NullMarked
package im.isthmus.email.thread;

import org.jspecify.annotations.NullMarked;
