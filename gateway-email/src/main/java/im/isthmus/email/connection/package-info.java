/** Connections to the mail servers of users: which are allowed, and how they are made secret. */
@NullMarked
package im.isthmus.email.connection;

import org.jspecify.annotations.NullMarked;
