package im.isthmus.irc.outbound;

import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.irc.channel.Card;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.people.Face;

/** What the user wants to know about people. */
final class People {
    private People() {}

    /** Nobody is connected for it: a client that asks about its whole list must not do that. */
    static void fetch(Links links, FetchProfile fetch) throws BackendException {
        IrcLink link = links.existing(fetch.contact());
        String nick = Rooms.checkedNick(link.addresses().nick(fetch.contact()));
        Card card = link.cards().of(nick);
        if (!link.profilesAsked().spend()) {
            // Clients that want the cards of a whole channel must not hold up what the user says.
            Face face = Face.in(link.channels(), nick);
            link.whois().seen(fetch.contact(), fetch.ref(), nick, face, card);
            return;
        }
        link.server().send(IrcMessage.of("WHOIS", nick));
        link.whois().asked(link.server().fold(nick), fetch.contact(), fetch.ref(), card);
    }
}
