package im.isthmus.email.group;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.group.Group;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Opens the conversation that the last mail of a contact belongs to as a room. */
public final class GroupCommand {
    private final EmailTables tables;
    private final Groups groups;
    private final BackendContext context;

    public GroupCommand(EmailTables tables, Groups groups, BackendContext context) {
        this.tables = tables;
        this.groups = groups;
        this.context = context;
    }

    /**
     * The command at each contact.
     *
     * @param running what to run, asked for when it is run
     */
    public static Command command(Supplier<GroupCommand> running) {
        return Command.of(
                        "room",
                        Text.key("Open the conversation as a room"),
                        Text.key(
                                "What is written in the room goes to everybody whom the last mail of"
                                        + " this contact went to."),
                        Command.Audience.USERS,
                        Handler.blocking(invocation -> running.get().run(invocation)))
                .withScopes(Set.of(Command.Scope.CONTACT));
    }

    private Step run(Invocation invocation) {
        String user = invocation.user().toString();
        Optional<Known> last =
                tables.messages().lastReceived(user, invocation.address().localpart());
        Optional<MailHeader> header =
                last.map(Known::legacyId)
                        .map(id -> Long.parseLong(id.substring(1), Character.MAX_RADIX))
                        .flatMap(id -> tables.received().bytes(id, user))
                        .map(bytes -> MailContent.header(bytes, MimeLimits.standard()));
        if (last.isEmpty() || header.isEmpty()) {
            return Step.failed("There is no mail of this contact, or it is no longer kept.");
        }
        Optional<Group> group = groups.of(user, last.get().thread(), header.get());
        if (group.isEmpty()) {
            return Step.failed("The last mail of this contact went to you alone, or to very many.");
        }
        groups.open(user, group.get());
        invite(invocation, group.get());
        return Step.done(
                "Enter {0} to write to all {1} people.",
                group.get().room() + "@" + context.domain(), group.get().members().size());
    }

    private void invite(Invocation invocation, Group group) {
        context.asUser(invocation.user(), session -> session.publish(invitation(group)));
    }

    /** Asks a user into the room of a group. */
    public static LegacyEvent invitation(Group group) {
        return new LegacyEvent.Invited(
                new LegacyRoom(group.room()),
                group.members().getFirst().toString(),
                group.subject());
    }
}
