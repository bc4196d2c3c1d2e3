/** Where providers call us: requests over HTTP, their limits and their answers. */
@NullMarked
package im.isthmus.sms.webhook;

import org.jspecify.annotations.NullMarked;
