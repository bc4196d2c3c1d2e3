/** Ways to log in to an account of a network (SASL); knows no socket. */
@NullMarked
package im.isthmus.irc.login;

import org.jspecify.annotations.NullMarked;
