/** Files of strangers on our own disk: their bytes, kinds and names. */
@NullMarked
package im.isthmus.core.attachment.file;

import org.jspecify.annotations.NullMarked;
