/** The sections that every configuration file may have. */
@NullMarked
package im.isthmus.core.config.section;

import org.jspecify.annotations.NullMarked;
