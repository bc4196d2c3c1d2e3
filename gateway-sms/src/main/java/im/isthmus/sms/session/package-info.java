/** The phone network for one user: conversations, rooms, contacts, registration. */
@NullMarked
package im.isthmus.sms.session;

import org.jspecify.annotations.NullMarked;
