@NullMarked
package im.isthmus.email.inbound;

import org.jspecify.annotations.NullMarked;
