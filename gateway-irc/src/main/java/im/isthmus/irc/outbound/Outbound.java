package im.isthmus.irc.outbound;

import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.UserAction;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Waiting;
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
            case UserAction.SendRoomMessage message ->
                    talk.toRoom(links.existing(message.room()), message);
            case UserAction.SendOccupantMessage message ->
                    talk.toOccupant(links.existing(message.room()), message);
            case UserAction.SendPrivateMessage message ->
                    talk.toContact(links.open(message.contact()), message);
            case UserAction.SendConsole line -> ConsoleLines.send(links.open(line.network()), line);
            case UserAction.ChangeSubject change ->
                    Requests.subject(links.existing(change.room()), change);
            case UserAction.Kick kick -> Requests.kick(links.existing(kick.room()), kick);
            case UserAction.Invite invite -> Requests.invite(links.existing(invite.room()), invite);
            case UserAction.ChangeNick change ->
                    Requests.nick(links.existing(change.room()), change);
            case UserAction.ChangeAvailability change -> links.available(change.availability());
        }
    }

    /** The failure of something that does not exist on IRC. */
    static BackendException badValue(String text) {
        return new BackendException(new BackendFailure.BadValue(text));
    }
}
