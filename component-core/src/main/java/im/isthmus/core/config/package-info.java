/** TOML files to typed records, with every problem told at once. */
@NullMarked
package im.isthmus.core.config;

import org.jspecify.annotations.NullMarked;
