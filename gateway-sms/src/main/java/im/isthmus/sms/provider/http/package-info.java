/** Providers that are called over HTTP, one file each. */
@NullMarked
package im.isthmus.sms.provider.http;

import org.jspecify.annotations.NullMarked;
