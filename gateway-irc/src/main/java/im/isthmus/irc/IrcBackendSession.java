package im.isthmus.irc;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.irc.command.ChannelForm;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.Inbox;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Networks;
import im.isthmus.irc.network.history.HeardBook;
import im.isthmus.irc.outbound.Outbound;
import im.isthmus.irc.settings.ContactBook;
import im.isthmus.irc.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/** One user on all of IRC. */
final class IrcBackendSession implements BackendSession {
    private final Links links;
    private final Outbound outbound;
    private final @Nullable ChannelForm forms;
    private final @Nullable ContactBook contacts;
    private final Runnable closed;
    private final UserSettings settings;

    IrcBackendSession(
            Networks networks,
            SessionContext context,
            Environment environment,
            Inbox inbox,
            UserSettings settings,
            HeardBook heard,
            @Nullable ChannelForm forms,
            @Nullable ContactBook contacts,
            Runnable closed) {
        this.forms = forms;
        this.contacts = contacts;
        this.closed = closed;
        this.settings = settings;
        this.links =
                new Links(networks, context, environment, inbox, this::handle, settings, heard);
        this.outbound =
                new Outbound(
                        links, environment.clock(), networks.pasteLines(), networks.corrections());
    }

    Links links() {
        return links;
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        switch (action) {
            case RoomAdministration.FetchConfiguration wish when forms != null ->
                    forms.fetch(wish, links.find(wish.room()));
            case RoomAdministration.Configure wish when forms != null ->
                    forms.save(wish, links.find(wish.room()));
            case ContactAction.AddContact add when contacts != null -> {
                outbound.handle(add);
                contacts.add(add.contact());
            }
            case ContactAction.RemoveContact remove when contacts != null -> {
                contacts.remove(remove.contact());
                outbound.handle(remove);
            }
            default -> outbound.handle(action);
        }
    }

    @Override
    public RoomWishes wishes(LegacyRoom room) {
        return settings.wishes(links.addressing().key(room));
    }

    @Override
    public boolean isIdle() {
        return links.areIdle();
    }

    @Override
    public void close(String reason) {
        links.close(reason);
        closed.run();
    }
}
