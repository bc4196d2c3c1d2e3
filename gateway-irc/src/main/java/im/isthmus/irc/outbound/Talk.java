package im.isthmus.irc.outbound;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.irc.connection.sending.Writing;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Waiting;
import im.isthmus.irc.pending.Labels;
import im.isthmus.irc.pending.PendingMessage;
import im.isthmus.irc.people.Face;
import im.isthmus.irc.settings.IrcPreferences;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user says: to a channel, to somebody there, to anybody. */
final class Talk {
    private final InstantSource clock;
    private final int mostLines;
    private final Pastes pastes;

    /**
     * @param mostLines a text of more is put on the web, if the user has nothing against it; 0
     *     leaves all in the channel
     * @param outbox where what had to wait goes to
     */
    Talk(InstantSource clock, int mostLines, Waiting.Outbox outbox) {
        this.clock = clock;
        this.mostLines = mostLines;
        this.pastes = new Pastes(outbox);
    }

    void toRoom(IrcLink link, ToRoom to, SendMessage message) throws BackendException {
        say(link, message, link.joined(to.room()).name());
    }

    void toOccupant(IrcLink link, ToOccupant to, SendMessage message) throws BackendException {
        link.joined(to.room());
        String nick = Rooms.checkedNick(to.nick());
        say(link, message, nick);
        link.lifecycle().talked();
    }

    void toContact(IrcLink link, ToContact to, SendMessage message) throws BackendException {
        String nick = link.addresses().nick(to.contact());
        if (!link.server().online()) {
            link.waiting().add(message, to, message.ref());
            return;
        }
        link.addresses().used(to.contact(), nick, link.server().mapping());
        String warning =
                link.acquaintances().meet(link.server().fold(nick), Face.in(link.channels(), nick));
        if (!warning.isEmpty()) {
            link.publish(new PrivateMessage(to.contact(), warning, null));
        }
        say(link, message, nick);
        link.lifecycle().talked();
    }

    private void say(IrcLink link, SendMessage message, String target) throws BackendException {
        if (pastes.holds(link, message)) {
            return;
        }
        Composition composed = composed(link, message, target, message.content());
        boolean tooLong = mostLines > 0 && composed.height() > mostLines;
        if (tooLong && link.preference(IrcPreferences.LINKED)) {
            pastes.put(
                    link, message, composed.height(), said -> sayLong(link, message, target, said));
        } else {
            say(link, message, target, composed);
        }
    }

    /** Without an address it goes line by line, as far as a channel bears it. */
    private void sayLong(
            IrcLink link, SendMessage message, String target, @Nullable String announcement)
            throws BackendException {
        if (message.to() instanceof ToRoom to) {
            link.joined(to.room()); // the user may have left meanwhile
        }
        Content said =
                announcement == null ? message.content() : message.content().withBody(announcement);
        say(link, message, target, composed(link, message, target, said));
    }

    private static Composition composed(
            IrcLink link, SendMessage message, String target, Content content)
            throws BackendException {
        return Composition.of(link, target, content, message.to() instanceof ToRoom);
    }

    private void say(IrcLink link, SendMessage message, String target, Composition composed)
            throws BackendException {
        PendingMessage said = send(link, message, target, composed);
        link.talk().ownWords().said(link.server().fold(target), said);
    }

    /**
     * Says other words than those that the user's clients are to show.
     *
     * @param message what they are to show
     * @throws BackendException also where so many lines would be put on the web
     */
    PendingMessage sayInstead(IrcLink link, SendMessage message, String target, Content words)
            throws BackendException {
        Composition composed = Composition.of(link, target, words, false);
        if (mostLines > 0 && composed.height() > mostLines) {
            throw Outbound.badValue(
                    "This is too long for IRC: {0} lines of at most {1}.",
                    composed.height(), mostLines);
        }
        return send(link, message, target, composed);
    }

    /** Sends all lines of a message. */
    private PendingMessage send(
            IrcLink link, SendMessage message, String target, Composition composed)
            throws BackendException {
        composed.checkFits();
        if (link.messages().isFull()) {
            throw new BackendException(
                    new BackendFailure.Temporary(
                            "The network has not answered to earlier messages yet.",
                            Duration.ofSeconds(30)));
        }
        int units = composed.height();
        boolean confirmed = link.server().has("echo-message");
        long label = link.server().label(units);
        var how = new PendingMessage.Lines(units, label, confirmed);
        var pending =
                new PendingMessage(
                        message.to(),
                        target,
                        message.ref(),
                        message.content(),
                        how,
                        clock.instant());
        link.messages().add(pending);
        link.talk().ownTyping().said(target);
        try {
            var writing =
                    new Writing(
                            pending::leaves,
                            () -> link.later(() -> written(link, pending, clock.instant())));
            send(link, composed, label, writing);
        } catch (BackendException e) {
            link.messages().remove(pending);
            throw e;
        }
        if (!confirmed && message.to() instanceof ToRoom to) {
            String nick = link.server().nick();
            link.publish(
                    new RoomMessage(to.room(), nick, message.content(), message.ref(), null, null));
        }
        warn(link, message, target);
        return pending;
    }

    /** Tells once that others see question marks in place of some of it. */
    private static void warn(IrcLink link, SendMessage message, String target) {
        boolean lost = !link.server().carries(target, message.body());
        if (lost && link.talk().isNewlyGarbled(link.server().fold(target))) {
            String text =
                    link.words(
                            Text.of(
                                    "The character set of this place lacks some of what you wrote:"
                                            + " others see question marks."));
            if (message.to() instanceof ToRoom to) {
                link.publish(new RoomMessage(to.room(), "", text, null, null, null));
            } else {
                link.console().tell(text);
            }
        }
    }

    private static void send(IrcLink link, Composition composed, long label, Writing writing)
            throws BackendException {
        List<IrcMessage> lines = new ArrayList<>(composed.lines());
        if (composed.whole()) {
            lines.set(0, Labels.on(lines.getFirst(), label));
            link.server().send(lines, writing);
            return;
        }
        long next = label;
        for (int i = 0; i < lines.size(); i++) {
            Writing of = writing.of(i == 0, i == lines.size() - 1);
            link.server().send(Labels.on(lines.get(i), next), of);
            next += next == 0 ? 0 : 1;
        }
    }

    /** Where the network confirms nothing, this is as far as a message can be followed. */
    private static void written(IrcLink link, PendingMessage message, Instant now) {
        if (message.written(now) && !(message.to() instanceof ToRoom)) {
            link.publish(new MessageAccepted(message.to(), message.ref(), null));
        }
    }
}
