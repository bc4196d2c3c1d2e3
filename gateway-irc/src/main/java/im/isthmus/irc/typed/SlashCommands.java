package im.isthmus.irc.typed;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.order.Asking;

/** Does what is typed into a room with a slash; the answers are told in that room. */
public final class SlashCommands {
    private SlashCommands() {}

    /**
     * Does it, if it is something to do.
     *
     * @return whether it was
     * @throws BackendException if it cannot be done
     */
    public static boolean handle(IrcLink link, LegacyRoom room, SendMessage message)
            throws BackendException {
        String body = message.body();
        JoinedChannel channel =
                body.startsWith("/") && !body.startsWith("/me ") ? link.joined(room) : null;
        SlashCommand typed = channel == null ? null : SlashCommand.parse(body, channel.name());
        if (channel == null || typed == null) {
            return false;
        }
        IrcMessage line = line(typed);
        link.server().send(line);
        link.nick().typed(line);
        link.talk().typed(line);
        link.console().asked(channel);
        link.publish(
                new RoomMessage(
                        room, link.server().nick(), typed.shown(), message.ref(), null, null));
        return true;
    }

    private static IrcMessage line(SlashCommand typed) throws BackendException {
        if (typed.params().contains("")) {
            throw new BackendException(
                    new BackendFailure.BadValue(
                            Text.of("Something is missing after {0}.", typed.shown())));
        }
        return Asking.line(typed.command(), typed.params().toArray(String[]::new));
    }
}
