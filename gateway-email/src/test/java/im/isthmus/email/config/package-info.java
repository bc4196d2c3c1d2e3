@NullMarked
package im.isthmus.email.config;

import org.jspecify.annotations.NullMarked;
