package im.isthmus.irc.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.backend.Registration.Field;
import im.isthmus.core.backend.Registration.Kind;
import im.isthmus.core.backend.Registration.Option;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.settings.BadSettingException;
import im.isthmus.irc.settings.ChannelSettings;
import im.isthmus.irc.settings.OwnSettings;
import im.isthmus.irc.settings.ServerSettings;
import im.isthmus.irc.store.SettingsTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All commands of the IRC gateway. Their nodes are those that biboumi's users know. */
public final class IrcCommands {
    private final SettingsTable table;
    private final Users users;

    private IrcCommands(SettingsTable table, Users users) {
        this.table = table;
        this.users = users;
    }

    /** The list. */
    public static List<Command> all(SettingsTable table, Users users) {
        IrcCommands commands = new IrcCommands(table, users);
        return List.of(
                commands.configure(Scope.GATEWAY, "configure", Text.key("Set how you are on IRC.")),
                commands.configure(
                        Scope.NETWORK,
                        "configure-network",
                        Text.key("Set how you connect to this network.")),
                commands.configure(
                        Scope.ROOM,
                        "configure-channel",
                        Text.key("Set how this channel is for you.")),
                new Command(
                        "get-irc-connection-info",
                        "connection",
                        Text.key("Show my connection"),
                        Text.key("Shows as whom you are connected to this network."),
                        Audience.USERS,
                        Set.of(Scope.NETWORK),
                        List.of(),
                        commands::connection),
                new Command(
                        "disconnect-from-irc-server",
                        "disconnect-from",
                        Text.key("Disconnect from a network"),
                        Text.key("Ends your connection to one IRC network."),
                        Audience.USERS,
                        Set.of(Scope.GATEWAY),
                        List.of(),
                        commands::disconnect));
    }

    private Command configure(Scope scope, String word, String description) {
        return new Command(
                "configure",
                word,
                Text.key("Configure IRC"),
                description,
                Audience.USERS,
                Set.of(scope),
                List.of(),
                invocation -> form(scope, invocation));
    }

    private CompletionStage<Step> form(Scope scope, Invocation invocation) {
        String where = invocation.address().localpart();
        return blocking(() -> {
            Map<String, String> values =
                    table.load(invocation.user()).getOrDefault(where, Map.of());
            List<Field> fields =
                    switch (scope) {
                        case GATEWAY -> SettingForms.own(values);
                        case NETWORK -> SettingForms.server(values);
                        case ROOM, CONTACT -> SettingForms.channel(values);
                    };
            return new Step.Ask(
                    Text.of("Configure IRC"),
                    Text.of("What you leave empty is as the gateway has it."),
                    fields,
                    true,
                    answered -> save(scope, answered, values));
        });
    }

    private CompletionStage<Step> save(
            Scope scope, Invocation invocation, Map<String, String> before) {
        String where = invocation.address().localpart();
        Map<String, String> values = new HashMap<>(before);
        values.putAll(invocation.answers().values());
        values.values().removeIf(String::isEmpty);
        try {
            switch (scope) {
                case GATEWAY -> OwnSettings.of(values);
                case NETWORK -> ServerSettings.of(values);
                case ROOM, CONTACT -> ChannelSettings.of(values);
            }
        } catch (BadSettingException e) {
            return new Step.Failed(e.text()).now();
        }
        CompletionStage<Step> saved =
                blocking(() -> {
                    table.save(invocation.user(), where, values);
                    return Step.done("Saved. It holds from the next connection on.");
                });
        return saved.thenCompose(step ->
                users.with(
                        invocation.user(),
                        present -> {
                            present.ifPresent(p -> p.settings().changed(where, values));
                            return step;
                        }));
    }

    private CompletionStage<Step> connection(Invocation invocation) {
        String network = network(invocation);
        return users.with(
                invocation.user(),
                present ->
                        present.map(p -> p.links().describe(network))
                                .filter(text -> !text.isEmpty())
                                .<Step>map(text -> new Step.Done(text, List.of(), null))
                                .orElseGet(
                                        () -> Step.done("You are not connected to {0}.", network)));
    }

    private static String network(Invocation invocation) {
        try {
            return IrcAddress.parse(invocation.address().localpart()).network();
        } catch (InvalidJidException e) {
            return invocation.address().localpart();
        }
    }

    private CompletionStage<Step> disconnect(Invocation invocation) {
        return users.with(
                invocation.user(),
                present -> {
                    List<String> names = present.map(p -> p.links().names()).orElse(List.of());
                    if (names.isEmpty()) {
                        return Step.done("You are connected to no network.");
                    }
                    List<Option> options =
                            names.stream().map(name -> new Option(name, name)).toList();
                    List<Field> fields =
                            List.of(
                                    new Field(
                                            "irc-servers",
                                            Kind.CHOICE,
                                            Text.key("Network"),
                                            true,
                                            names.getFirst(),
                                            options),
                                    new Field(
                                            "quit-message",
                                            Kind.TEXT,
                                            Text.key("Parting words"),
                                            false,
                                            "",
                                            List.of()));
                    return new Step.Ask(
                            Text.of("Disconnect from a network"),
                            Text.EMPTY,
                            fields,
                            true,
                            this::quit);
                });
    }

    private CompletionStage<Step> quit(Invocation invocation) {
        String name = invocation.answers().get("irc-servers");
        String reason = invocation.answers().get("quit-message");
        return users.with(
                invocation.user(),
                present -> {
                    boolean done = present.map(p -> p.links().quit(name, reason)).orElse(false);
                    return done
                            ? Step.done("Disconnected from {0}.", name)
                            : Step.failed("You are not connected to {0}.", name);
                });
    }

    /** Asks the store on a thread that may wait. */
    private static CompletionStage<Step> blocking(java.util.function.Supplier<Step> task) {
        return CompletableFuture.supplyAsync(task, run -> Thread.ofVirtual().start(run));
    }
}
