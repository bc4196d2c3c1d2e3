package im.isthmus.irc.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.address.IrcUrl;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Invites a user to a channel whose address, as XMPP has it, the user need not know. */
final class JoinCommand {
    private static final String CHANNEL = "channel";
    private static final String NETWORK = "network";

    private final Users users;
    private final Addressing addressing;

    JoinCommand(Users users, Addressing addressing) {
        this.users = users;
        this.addressing = addressing;
    }

    Command command() {
        return Command.of(
                        "join",
                        Text.key("Enter a channel"),
                        Text.key(
                                "Invites you to a channel: join #channel irc.example.net, or join"
                                        + " irc://irc.example.net/channel."),
                        Audience.USERS,
                        this::invite)
                .withFields(
                        List.of(
                                new Field(
                                        CHANNEL,
                                        Kind.TEXT,
                                        Text.key("Channel, or a link to it (irc://)"),
                                        true),
                                new Field(
                                        NETWORK,
                                        Kind.TEXT,
                                        Text.key("Network, if it is no link"),
                                        false)));
    }

    private CompletionStage<Step> invite(Invocation invocation) {
        String channel = invocation.answers().get(CHANNEL).strip();
        String network = invocation.answers().get(NETWORK).strip();
        IrcUrl link = IrcUrl.parse(channel);
        IrcAddress meant =
                link == null
                        ? new IrcAddress.Channel(channel, network)
                        : new IrcAddress.Channel(link.channel(), link.network());
        try {
            String localpart = addressing.localpart(meant);
            if (!(addressing.parse(localpart) instanceof IrcAddress.Channel named)) {
                return Step.failed("A channel begins with a sign, mostly #, as in #channel.").now();
            }
            users.tell(invocation.user(), new Invited(new LegacyRoom(localpart), "", null));
            return Step.done("You are invited to {0}.", named.name()).now();
        } catch (InvalidJidException e) {
            return new Step.Failed(e.text()).now();
        }
    }
}
