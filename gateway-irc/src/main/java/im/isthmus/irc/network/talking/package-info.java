/** What a link says and hears besides what people say in channels. */
@NullMarked
package im.isthmus.irc.network.talking;

import org.jspecify.annotations.NullMarked;
