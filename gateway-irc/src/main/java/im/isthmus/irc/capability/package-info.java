/** What a server offers: IRCv3 capabilities, SASL and ISUPPORT; knows no socket. */
@NullMarked
package im.isthmus.irc.capability;

import org.jspecify.annotations.NullMarked;
