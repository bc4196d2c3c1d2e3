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
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.Labels;
import im.isthmus.irc.pending.PendingMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the user says: to a channel, to somebody there, to anybody. */
final class Talk {
    private final InstantSource clock;

    Talk(InstantSource clock) {
        this.clock = clock;
    }

    void toRoom(IrcLink link, ToRoom to, SendMessage message) throws BackendException {
        String channel = link.joined(to.room()).name();
        boolean confirmed = say(link, to, channel, message, true);
        if (!confirmed) {
            link.publish(
                    new RoomMessage(
                            to.room(),
                            link.server().nick(),
                            message.content(),
                            message.ref(),
                            null,
                            null));
        }
    }

    void toOccupant(IrcLink link, ToOccupant to, SendMessage message) throws BackendException {
        link.joined(to.room());
        String nick = Rooms.checkedNick(to.nick());
        boolean _ = say(link, to, nick, message, false);
        link.lifecycle().talked();
    }

    void toContact(IrcLink link, ToContact to, SendMessage message) throws BackendException {
        if (!(link.parse(to.contact()) instanceof IrcAddress.Nick contact)) {
            throw Outbound.badValue("This is nobody on IRC.");
        }
        if (!link.server().online()) {
            link.waiting().add(message, to, message.ref());
            return;
        }
        link.addresses().used(to.contact(), contact.nick(), link.server().mapping());
        boolean _ = say(link, to, contact.nick(), message, false);
        link.lifecycle().talked();
    }

    /** Sends all lines of a message; whether the network will say that it has them. */
    private boolean say(
            IrcLink link, LegacyAddressee to, String target, SendMessage message, boolean room)
            throws BackendException {
        Composition composed = Composition.of(link, target, message.content(), room);
        if (link.messages().isFull()) {
            throw new BackendException(
                    new BackendFailure.Temporary(
                            "The network has not answered to earlier messages yet.",
                            Duration.ofSeconds(30)));
        }
        int units = composed.whole() ? 1 : composed.lines().size();
        boolean confirmed = link.server().has("echo-message");
        long label = link.server().label(units);
        var how = new PendingMessage.Lines(units, label, confirmed);
        var pending =
                new PendingMessage(
                        to, target, message.ref(), message.content(), how, clock.instant());
        link.messages().add(pending);
        link.talk().ownTyping().said(target);
        try {
            send(link, composed, label, () -> link.later(() -> written(link, pending)));
        } catch (BackendException e) {
            link.messages().remove(pending);
            throw e;
        }
        return confirmed;
    }

    private static void send(IrcLink link, Composition composed, long label, Runnable written)
            throws BackendException {
        List<IrcMessage> lines = new ArrayList<>(composed.lines());
        if (composed.whole()) {
            lines.set(0, Labels.on(lines.getFirst(), label));
            link.server().send(lines, written);
            return;
        }
        long next = label;
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            link.server().send(Labels.on(lines.get(i), next), last ? written : () -> {});
            next += next == 0 ? 0 : 1;
        }
    }

    /** Where the network confirms nothing, this is as far as a message can be followed. */
    private static void written(IrcLink link, PendingMessage message) {
        if (message.written() && !(message.to() instanceof ToRoom)) {
            link.publish(new MessageAccepted(message.to(), message.ref(), null));
        }
    }
}
