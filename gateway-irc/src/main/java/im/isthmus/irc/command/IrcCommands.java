package im.isthmus.irc.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.Networks;
import im.isthmus.irc.network.Origins;
import im.isthmus.irc.settings.BadSettingException;
import im.isthmus.irc.settings.ChannelSettings;
import im.isthmus.irc.settings.OwnSettings;
import im.isthmus.irc.settings.ServerSettings;
import im.isthmus.irc.settings.UserRules;
import im.isthmus.irc.store.SettingsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All commands of the IRC gateway. Their nodes are those that biboumi's users know. */
public final class IrcCommands {
    private final Saving saving;
    private final Users users;
    private final Addressing addressing;
    private final Supplier<UserRules> rules;

    private IrcCommands(
            Saving saving, Users users, Addressing addressing, Supplier<UserRules> rules) {
        this.addressing = addressing;
        this.rules = rules;
        this.saving = saving;
        this.users = users;
    }

    /**
     * The list. What concerns a network is said to the gateway itself where that is the network.
     *
     * @param addressing which localparts stand for what
     * @param rules what holds for all users
     */
    public static List<Command> all(
            SettingsTable table, Users users, Addressing addressing, Supplier<UserRules> rules) {
        Saving saving = new Saving(table, users);
        IrcCommands commands = new IrcCommands(saving, users, addressing, rules);
        boolean fixed = addressing.isFixed();
        Scope network = fixed ? Scope.GATEWAY : Scope.NETWORK;
        List<Command> all =
                new ArrayList<>(
                        List.of(
                                commands.configure(
                                        Scope.GATEWAY,
                                        fixed ? "global-configure" : "configure",
                                        "configure",
                                        Text.key("Set how you are on IRC."),
                                        Form.OWN),
                                commands.configure(
                                        network,
                                        fixed ? "server-configure" : "configure",
                                        "configure-network",
                                        Text.key("Set how you connect to this network."),
                                        Form.NETWORK),
                                commands.configure(
                                        Scope.ROOM,
                                        "configure",
                                        "configure-channel",
                                        Text.key("Set how this channel is for you."),
                                        Form.CHANNEL),
                                new CertificateCommand(saving, addressing).command(network),
                                new AccountCommand(saving, users, addressing).command(network),
                                commands.connectionInfo(network),
                                commands.disconnection(),
                                ping()));
        if (!fixed) { // where there is one network, JOIN is said to it
            all.add(new JoinCommand(users, addressing).command());
        }
        return all;
    }

    private Command connectionInfo(Scope network) {
        return new Command(
                "get-irc-connection-info",
                "connection",
                Text.key("Show my connection"),
                Text.key("Shows as whom you are connected to this network."),
                Audience.USERS,
                Set.of(network),
                List.of(),
                this::connection);
    }

    private Command disconnection() {
        return new Command(
                "disconnect-from-irc-server",
                "disconnect-from",
                Text.key("Disconnect from a network"),
                Text.key("Ends your connection to one IRC network."),
                Audience.USERS,
                Set.of(Scope.GATEWAY),
                List.of(),
                this::disconnect);
    }

    /** Those of admins, beside what there is for every gateway. */
    public static List<Command> admin(Users users, Networks networks, Origins origins) {
        return new IrcAdmin(users, networks, origins).commands();
    }

    private static Command ping() {
        return Command.of(
                "ping",
                Text.key("Ping"),
                Text.key("Shows that the gateway is there."),
                Audience.USERS,
                _ -> Step.done("Pong.").now());
    }

    /** What can be set, each under a name of its own. */
    private enum Form {
        OWN(Text.key("Configure IRC")),
        NETWORK(Text.key("Configure the network")),
        CHANNEL(Text.key("Configure the channel"));

        private final String title;

        Form(String title) {
            this.title = title;
        }
    }

    private String where(Form form, Invocation invocation) {
        return form == Form.OWN ? "" : addressing.key(invocation.address());
    }

    private Command configure(
            Scope scope, String node, String word, String description, Form form) {
        return new Command(
                node,
                word,
                form.title,
                description,
                Audience.USERS,
                Set.of(scope),
                List.of(),
                invocation -> form(form, invocation));
    }

    private CompletionStage<Step> form(Form form, Invocation invocation) {
        return CompletableFuture.supplyAsync(
                        () -> saving.load(invocation.user(), where(form, invocation)),
                        Thread::startVirtualThread)
                .thenCompose(values ->
                        users.with(
                                invocation.user(),
                                present -> form(form, values, link(invocation, present))));
    }

    private Step form(Form form, Map<String, String> values, @Nullable IrcLink link) {
        List<Field> fields =
                switch (form) {
                    case OWN -> SettingForms.own(values, rules.get().stay());
                    case NETWORK -> SettingForms.server(values, rules.get().anyServer());
                    case CHANNEL -> SettingForms.channel(values);
                };
        return new Step.Ask(
                new Text(form.title, List.of()),
                Text.of("What you leave empty is as the gateway has it."),
                SettingForms.open(fields, link),
                true,
                answered -> save(form, answered, values));
    }

    private @Nullable IrcLink link(Invocation invocation, Optional<Links> present) {
        return present.map(links -> links.named(network(invocation))).orElse(null);
    }

    private CompletionStage<Step> save(
            Form form, Invocation invocation, Map<String, String> before) {
        Map<String, String> values = new HashMap<>(before);
        values.putAll(invocation.answers().values());
        values.values().removeIf(String::isEmpty);
        try {
            switch (form) {
                case OWN -> OwnSettings.of(values);
                case NETWORK -> ServerSettings.of(values);
                case CHANNEL -> ChannelSettings.of(values);
            }
        } catch (BadSettingException e) {
            return new Step.Failed(e.text()).now();
        }
        return saving.replace(invocation.user(), where(form, invocation), values)
                .thenApply(_ -> saved(form));
    }

    private static Step saved(Form form) {
        return switch (form) {
            case OWN -> Step.done("Saved.");
            case NETWORK -> Step.done("Saved. It holds from the next connection on.");
            case CHANNEL -> Step.done("Saved. Character sets hold from the next connection on.");
        };
    }

    private CompletionStage<Step> connection(Invocation invocation) {
        String network = network(invocation);
        return users.with(
                invocation.user(),
                present ->
                        present.map(links -> links.describe(network))
                                .filter(text -> !text.isEmpty())
                                .<Step>map(text -> new Step.Done(text, List.of(), null))
                                .orElseGet(
                                        () -> Step.done("You are not connected to {0}.", network)));
    }

    private String network(Invocation invocation) {
        try {
            return addressing.parse(invocation.address().localpart()).network();
        } catch (InvalidJidException e) {
            return invocation.address().localpart();
        }
    }

    private CompletionStage<Step> disconnect(Invocation invocation) {
        return users.with(
                invocation.user(),
                present -> {
                    List<String> names = present.map(Links::names).orElse(List.of());
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
                                            false));
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
                    boolean done = present.map(links -> links.quit(name, reason)).orElse(false);
                    return done
                            ? Step.done("Disconnected from {0}.", name)
                            : Step.failed("You are not connected to {0}.", name);
                });
    }
}
