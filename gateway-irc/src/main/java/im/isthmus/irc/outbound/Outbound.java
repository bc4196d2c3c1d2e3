package im.isthmus.irc.outbound;

import im.isthmus.core.backend.AccountAction;
import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.ContactAction;
import im.isthmus.core.backend.LegacyAddressee.ToContact;
import im.isthmus.core.backend.LegacyAddressee.ToNetwork;
import im.isthmus.core.backend.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.MessageAction;
import im.isthmus.core.backend.MessageAction.SendMessage;
import im.isthmus.core.backend.RoomAdministration;
import im.isthmus.core.backend.UserAction;
import im.isthmus.core.text.Text;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Waiting;
import im.isthmus.irc.outbound.tagged.Reacting;
import im.isthmus.irc.outbound.tagged.Redacting;
import im.isthmus.irc.outbound.tagged.Target;
import java.time.InstantSource;

/** What the user wants, one class a group of actions. */
public final class Outbound implements Waiting.Outbox {
    private final Links links;
    private final Talk talk;

    /**
     * @param links where the actions go to
     */
    public Outbound(Links links, InstantSource clock) {
        this.links = links;
        this.talk = new Talk(clock);
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        switch (action) {
            case UserAction.JoinRoom join -> Rooms.join(links, join);
            case UserAction.LeaveRoom leave -> Rooms.leave(links, leave);
            case MessageAction message -> say(message);
            case UserAction.ChangeSubject change ->
                    Requests.subject(links.existing(change.room()), change);
            case RoomAdministration order -> administer(order);
            case UserAction.Invite invite -> Requests.invite(links.existing(invite.room()), invite);
            case UserAction.ChangeNick change ->
                    Requests.nick(links.existing(change.room()), change);
            case UserAction.ChangeAvailability change -> links.available(change.availability());
            case UserAction.ListRooms _ -> throw unsupported("Channels cannot be listed here.");
            case AccountAction _ -> throw unsupported("IRC needs no registration.");
            case ContactAction _ -> throw unsupported("IRC keeps no list of contacts.");
        }
    }

    private void say(MessageAction action) throws BackendException {
        switch (action) {
            case SendMessage message -> send(message);
            case MessageAction.CorrectMessage _ ->
                    throw unsupported("What was said on IRC cannot be changed.");
            case MessageAction.RetractMessage retract ->
                    Redacting.retract(Target.of(links, retract.to()), retract);
            case MessageAction.React react -> Reacting.react(Target.of(links, react.to()), react);
            case MessageAction.ShowChatState show -> {
                Target target = Target.of(links, show.to());
                target.link().talk().ownTyping().shows(target.name(), show.state());
            }
            case MessageAction.MarkDisplayed _, MessageAction.DeliveryFailed _ -> {}
        }
    }

    private void send(SendMessage message) throws BackendException {
        switch (message.to()) {
            case ToRoom to -> talk.toRoom(links.existing(to.room()), to, message);
            case ToOccupant to -> talk.toOccupant(links.existing(to.room()), to, message);
            case ToContact to -> talk.toContact(links.open(to.contact()), to, message);
            case ToNetwork to -> ConsoleLines.send(links.open(to.network()), message);
        }
    }

    private void administer(RoomAdministration order) throws BackendException {
        switch (order) {
            case RoomAdministration.Kick kick -> Requests.kick(links.existing(kick.room()), kick);
            case RoomAdministration.Moderate moderate ->
                    Redacting.moderate(links.existing(moderate.room()), moderate);
            default -> throw unsupported("This cannot be done to an IRC channel.");
        }
    }

    private static BackendException unsupported(String text) {
        return new BackendException(new BackendFailure.Unsupported(text));
    }

    /** The failure of something that does not exist on IRC. */
    static BackendException badValue(String pattern, Object... arguments) {
        return new BackendException(new BackendFailure.BadValue(Text.of(pattern, arguments)));
    }
}
