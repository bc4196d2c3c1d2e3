/** People whom users exchange mail with, as contacts in their lists. */
@NullMarked
package im.isthmus.email.contact;

import org.jspecify.annotations.NullMarked;
