package im.isthmus.irc.outbound;

import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.ContactAction.FetchProfile;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;

/** What the user wants to know about people. */
final class People {
    private People() {}

    /** Nobody is connected for it: a client that asks about its whole list must not do that. */
    static void fetch(Links links, FetchProfile fetch) throws BackendException {
        IrcLink link = links.existing(fetch.contact());
        String nick = Rooms.checkedNick(link.addresses().nick(fetch.contact()));
        link.server().send(IrcMessage.of("WHOIS", nick));
        link.whois()
                .asked(
                        link.server().fold(nick),
                        fetch.contact(),
                        fetch.ref(),
                        link.cards().of(nick));
    }
}
