package im.isthmus.irc.outbound;

import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyAddressee;
import im.isthmus.core.backend.LegacyAddressee.ToContact;
import im.isthmus.core.backend.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.MessageAction.SendMessage;
import im.isthmus.core.backend.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.pending.Labels;
import im.isthmus.irc.pending.PendingMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What the user says: to a channel, to somebody there, to anybody. */
final class Talk {
    /** More lines in one message are a flood; networks throw people out for it. */
    private static final int MAX_LINES = 40;

    /** How XMPP writes an action (XEP-0245). */
    private static final String ACTION = "/me ";

    private final InstantSource clock;

    Talk(InstantSource clock) {
        this.clock = clock;
    }

    void toRoom(IrcLink link, ToRoom to, SendMessage message) throws BackendException {
        String channel = link.joined(to.room()).name();
        boolean confirmed = say(link, to, channel, message.ref(), message.body());
        if (!confirmed) {
            link.publish(
                    new RoomMessage(
                            to.room(),
                            link.server().nick(),
                            message.body(),
                            message.ref(),
                            null,
                            null));
        }
    }

    void toOccupant(IrcLink link, ToOccupant to, SendMessage message) throws BackendException {
        link.joined(to.room());
        String nick = Rooms.checkedNick(to.nick());
        say(link, to, nick, message.ref(), message.body());
        link.lifecycle().talked();
    }

    void toContact(IrcLink link, ToContact to, SendMessage message) throws BackendException {
        if (!(Links.parse(to.contact()) instanceof IrcAddress.Nick contact)) {
            throw Outbound.badValue("This is nobody on IRC.");
        }
        if (!link.server().online()) {
            link.waiting().add(message, to, message.ref());
            return;
        }
        link.addresses().used(to.contact(), contact.nick(), link.server().mapping());
        say(link, to, contact.nick(), message.ref(), message.body());
        link.lifecycle().talked();
    }

    /** Sends all lines of a message; whether the network will say that it has them. */
    private boolean say(
            IrcLink link, LegacyAddressee to, String target, MessageRef ref, String body)
            throws BackendException {
        List<String> lines = lines(link, target, body);
        if (link.messages().isFull()) {
            throw new BackendException(
                    new BackendFailure.Temporary(
                            "The network has not answered to earlier messages yet.",
                            Duration.ofSeconds(30)));
        }
        boolean confirmed = link.server().has("echo-message");
        long label = link.server().label(lines.size());
        var how = new PendingMessage.Lines(lines.size(), label, confirmed);
        var pending = new PendingMessage(to, target, ref, body, how, clock.instant());
        link.messages().add(pending);
        try {
            for (int i = 0; i < lines.size(); i++) {
                IrcMessage line = IrcMessage.of("PRIVMSG", target, lines.get(i));
                boolean last = i == lines.size() - 1;
                link.server()
                        .send(
                                Labels.on(line, label),
                                last ? () -> link.later(() -> written(link, pending)) : () -> {});
                label += label == 0 ? 0 : 1;
            }
        } catch (BackendException e) {
            link.messages().remove(pending);
            throw e;
        }
        return confirmed;
    }

    /** Where the network confirms nothing, this is as far as a message can be followed. */
    private static void written(IrcLink link, PendingMessage message) {
        if (message.written() && !(message.to() instanceof ToRoom)) {
            link.publish(new MessageAccepted(message.to(), message.ref(), null));
        }
    }

    private static List<String> lines(IrcLink link, String target, String body)
            throws BackendException {
        LineSplitter splitter = link.server().splitter();
        List<String> lines =
                body.startsWith(ACTION)
                        ? splitter.splitAction(target, body.substring(ACTION.length()))
                        : splitter.split("PRIVMSG", target, body);
        if (lines.isEmpty()) {
            throw Outbound.badValue("IRC cannot carry an empty message.");
        }
        if (lines.size() > MAX_LINES) {
            throw Outbound.badValue(
                    "This is too long for IRC: {0} lines of at most {1}.", lines.size(), MAX_LINES);
        }
        return lines;
    }
}
