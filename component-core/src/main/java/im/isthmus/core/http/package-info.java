/** What is served over HTTP, whatever it is. */
@NullMarked
package im.isthmus.core.http;

import org.jspecify.annotations.NullMarked;
