package im.isthmus.irc.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.irc.network.Networks;
import im.isthmus.irc.network.Origins;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What admins ask and do about users on IRC, beside what there is for every gateway. */
final class IrcAdmin {
    private static final int MAX_ROWS = 500;
    private static final Field NAME =
            new Field(
                    "username",
                    Kind.TEXT,
                    Text.key("User name on IRC, before the @; empty for everybody"),
                    false);
    private static final Field USER =
            new Field("jid", Kind.ADDRESS, Text.key("The user, by JID"), true);
    private static final Field NETWORK =
            new Field("irc-server", Kind.TEXT, Text.key("Network"), true);

    private final Users users;
    private final Networks networks;
    private final Origins origins;

    IrcAdmin(Users users, Networks networks, Origins origins) {
        this.users = users;
        this.networks = networks;
        this.origins = origins;
    }

    List<Command> commands() {
        return List.of(
                Command.of(
                                "who-is-on-irc",
                                Text.key("Who is on IRC?"),
                                Text.key("Shows users and their user names on IRC."),
                                Audience.ADMINS,
                                this::whoIs)
                        .withFields(List.of(NAME)),
                Command.of(
                        "irc-networks",
                        Text.key("Show networks"),
                        Text.key("Shows how many users are connected to which IRC network."),
                        Audience.ADMINS,
                        _ -> list().now()),
                Command.of(
                                "disconnect-user-from",
                                Text.key("Disconnect a user from a network"),
                                Text.key("Ends the connection of a user to one IRC network."),
                                Audience.ADMINS,
                                this::disconnect)
                        .withNode("disconnect-user-from-irc-server")
                        .withFields(List.of(USER, NETWORK)));
    }

    private CompletionStage<Step> whoIs(Invocation invocation) {
        String name = invocation.answers().get("username");
        List<List<String>> rows =
                users.all().stream()
                        .map(user -> List.of(origins.username(user), user.toString()))
                        .filter(row -> name.isEmpty() || row.getFirst().equalsIgnoreCase(name))
                        .sorted((a, b) -> a.getLast().compareTo(b.getLast()))
                        .toList();
        if (rows.isEmpty()) {
            return Step.done("There is nobody.").now();
        }
        List<Step.Column> columns =
                List.of(
                        new Step.Column("username", Text.key("User name")),
                        new Step.Column("user", Text.key("User")));
        return table(Text.of("On IRC: {0}", rows.size()), columns, rows).now();
    }

    private Step list() {
        List<List<String>> rows =
                networks.counts().entrySet().stream()
                        .map(each -> List.of(each.getKey(), each.getValue().toString()))
                        .toList();
        if (rows.isEmpty()) {
            return Step.done("There is nobody.");
        }
        List<Step.Column> columns =
                List.of(
                        new Step.Column("network", Text.key("Network")),
                        new Step.Column("users", Text.key("Users")));
        return table(Text.of("Networks: {0}", rows.size()), columns, rows);
    }

    private static Step table(Text text, List<Step.Column> columns, List<List<String>> rows) {
        return new Step.Done(
                text, List.of(), new Step.Table(columns, rows.stream().limit(MAX_ROWS).toList()));
    }

    private CompletionStage<Step> disconnect(Invocation invocation) {
        Jid user = Jid.checked(invocation.answers().get("jid")).bare();
        String network = invocation.answers().get("irc-server");
        return users.with(
                user,
                present -> {
                    boolean done = present.map(links -> links.quitForAdmin(network)).orElse(false);
                    return done
                            ? Step.done("Disconnected from {0}.", network)
                            : Step.failed("{0} is not connected to {1}.", user, network);
                });
    }
}
