/** Secrets in the database, sealed with a key that is kept elsewhere. */
@NullMarked
package im.isthmus.core.store.seal;

import org.jspecify.annotations.NullMarked;
