/** Mail addresses, JIDs, and what stands for what. */
@NullMarked
package im.isthmus.email.address;

import org.jspecify.annotations.NullMarked;
