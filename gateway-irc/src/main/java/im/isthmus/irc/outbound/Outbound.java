package im.isthmus.irc.outbound;

import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToNetwork;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.text.Text;
import im.isthmus.irc.listing.ChannelListing;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Waiting;
import im.isthmus.irc.order.Orders;
import im.isthmus.irc.outbound.tagged.Marking;
import im.isthmus.irc.outbound.tagged.Reacting;
import im.isthmus.irc.outbound.tagged.Redacting;
import im.isthmus.irc.outbound.tagged.Target;
import im.isthmus.irc.person.Questions;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.typed.SlashCommands;
import java.time.InstantSource;

/** What the user wants, one class a group of actions. */
public final class Outbound implements Waiting.Outbox {
    private final Links links;
    private final Talk talk;
    private final Correcting correcting;

    /**
     * @param links where the actions go to
     * @param pasteLines a text of more lines is put on the web; 0 for none
     * @param corrections how those are said, as the user likes it
     */
    public Outbound(
            Links links, InstantSource clock, int pasteLines, Preference<Corrections> corrections) {
        this.links = links;
        this.talk = new Talk(clock, pasteLines, this);
        this.correcting = new Correcting(talk, clock, corrections);
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        switch (action) {
            case UserAction.JoinRoom join -> Rooms.join(links, join);
            case UserAction.ReturnToRoom comeback -> Rooms.comeBack(links, comeback);
            case UserAction.LeaveRoom leave -> Rooms.leave(links, leave);
            case MessageAction message -> say(message);
            case PersonAction question -> {
                if (question.whom() instanceof ToOccupant to) {
                    var _ = Rooms.checkedNick(to.nick());
                }
                Questions.ask(links, question);
            }
            case UserAction.ChangeSubject change ->
                    Requests.subject(links.existing(change.room()), change);
            case RoomAdministration order -> administer(order);
            case UserAction.Invite invite -> Requests.invite(links.existing(invite.room()), invite);
            case UserAction.ChangeNick change ->
                    Requests.nick(links.existing(change.room()), change);
            case UserAction.ChangeAvailability change -> links.available(change);
            case UserAction.FetchOlder fetch -> Rooms.older(links, fetch);
            case UserAction.ListRooms list -> ChannelListing.ask(links.open(list.where()), list);
            case AccountAction _ -> throw unsupported("IRC needs no registration.");
            case ContactAction contact -> contact(contact);
        }
    }

    /** Everybody on IRC may see who is there: nobody is asked. */
    private void contact(ContactAction action) throws BackendException {
        switch (action) {
            case ContactAction.AddContact add -> {
                links.watch(add.contact());
                links.publish(new ContactEvent.ContactAccepted(add.contact()));
            }
            case ContactAction.RemoveContact remove -> links.unwatch(remove.contact());
            case ContactAction.AcceptContact _, ContactAction.RefuseContact _ -> {}
            case ContactAction.FetchProfile fetch -> People.fetch(links, fetch);
        }
    }

    private void say(MessageAction action) throws BackendException {
        switch (action) {
            case SendMessage message -> send(message);
            case MessageAction.CorrectMessage correct ->
                    correcting.correct(Target.of(links, correct.to()), correct);
            case MessageAction.RetractMessage retract ->
                    Redacting.retract(Target.of(links, retract.to()), retract);
            case MessageAction.React react -> Reacting.react(Target.of(links, react.to()), react);
            case MessageAction.ShowChatState show -> {
                Target target = Target.of(links, show.to());
                target.link().talk().ownTyping().shows(target.name(), show.state());
            }
            case MessageAction.MarkDisplayed mark ->
                    Marking.displayed(Target.of(links, mark.to()), mark);
            case MessageAction.DeliveryFailed _ -> {}
        }
    }

    private void send(SendMessage message) throws BackendException {
        switch (message.to()) {
            case ToRoom to -> {
                IrcLink link = links.existing(to.room());
                if (!SlashCommands.handle(link, to.room(), message)) {
                    talk.toRoom(link, to, message);
                }
            }
            case ToOccupant to -> talk.toOccupant(links.existing(to.room()), to, message);
            case ToContact to -> talk.toContact(links.open(to.contact()), to, message);
            case ToNetwork to -> ConsoleLines.send(links.open(to.network()), message);
        }
    }

    private void administer(RoomAdministration order) throws BackendException {
        IrcLink link = links.existing(order.room());
        switch (order) {
            case RoomAdministration.Kick kick -> {
                var _ = Rooms.checkedNick(kick.nick());
                Orders.kick(link, kick);
            }
            case RoomAdministration.SetRole wish -> Orders.setRole(link, wish);
            case RoomAdministration.SetAffiliation wish -> Orders.setAffiliation(link, wish);
            case RoomAdministration.ListAffiliation wish -> Orders.list(link, wish);
            case RoomAdministration.Moderate moderate -> Redacting.moderate(link, moderate);
            case RoomAdministration.RequestVoice wish -> Orders.requestVoice(link, wish);
            case RoomAdministration.Destroy _ ->
                    throw unsupported(
                            "An IRC channel cannot be destroyed: it ends when the last one leaves,"
                                    + " and ChanServ gives up one that is registered.");
            case RoomAdministration.FetchConfiguration _, RoomAdministration.Configure _ ->
                    throw unsupported("This cannot be done to an IRC channel.");
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
