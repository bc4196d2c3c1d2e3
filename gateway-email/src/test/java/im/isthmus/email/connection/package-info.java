@NullMarked
package im.isthmus.email.connection;

import org.jspecify.annotations.NullMarked;
