package im.isthmus.core.command.admin;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.session.Session;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Who is there (XEP-0133 sections 4.13 to 4.18). */
final class UserLists {
    private static final List<String> COUNTS = List.of("25", "50", "100", "200", "1000");

    private final Administration gateway;

    UserLists(Administration gateway) {
        this.gateway = gateway;
    }

    List<Command> commands() {
        return List.of(
                Administration.command(
                        "#get-registered-users-num",
                        "count-users",
                        "Count registered users",
                        "Says how many people have registered with the gateway.",
                        _ ->
                                Administration.aside(() ->
                                        count(
                                                "registeredusersnum",
                                                Text.key("Registered users"),
                                                gateway.registered().get().size()))),
                Administration.command(
                                "#get-registered-users-list",
                                "users",
                                "List registered users",
                                "Lists who has registered with the gateway.",
                                this::registered)
                        .withFields(List.of(atMost())),
                Administration.command(
                        "#get-online-users-num",
                        "count-online",
                        "Count online users",
                        "Says how many people use the gateway now.",
                        _ ->
                                online().thenApply(users ->
                                        count(
                                                "onlineusersnum",
                                                Text.key("Online users"),
                                                users.size()))),
                Administration.command(
                                "#get-online-users-list",
                                "online",
                                "List online users",
                                "Lists who uses the gateway now.",
                                this::onlineList)
                        .withFields(List.of(atMost())));
    }

    private CompletionStage<Step> registered(Invocation invocation) {
        return Administration.aside(() ->
                list(
                        invocation,
                        "registereduserjids",
                        Text.key("Registered users"),
                        gateway.registered().get()));
    }

    private CompletionStage<Step> onlineList(Invocation invocation) {
        return online().thenApply(users ->
                list(invocation, "onlineuserjids", Text.key("Online users"), users));
    }

    private CompletableFuture<List<Jid>> online() {
        return gateway.askAll(
                (Session session) -> session.onlineResources().isEmpty() ? null : session.user());
    }

    private static Step count(String name, String label, int count) {
        return new Step.Done(Text.EMPTY, List.of(new Step.Fact(name, label, count)), null);
    }

    private static Step list(Invocation invocation, String name, String label, List<Jid> users) {
        if (users.isEmpty()) {
            return Step.done("There is nobody.");
        }
        String most = invocation.answers().get("max_items");
        long limit = most.equals("none") ? Long.MAX_VALUE : Long.parseLong(most);
        List<String> shown = users.stream().map(Jid::toString).sorted().limit(limit).toList();
        Text more =
                shown.size() == users.size()
                        ? Text.EMPTY
                        : Text.of("These are {0} of {1}.", shown.size(), users.size());
        return new Step.Done(more, List.of(new Step.Fact(name, label, shown)), null);
    }

    private static Field atMost() {
        List<Option> options =
                Stream.concat(
                                COUNTS.stream().map(count -> new Option(count, count)),
                                Stream.of(new Option("none", "All of them")))
                        .toList();
        return new Field("max_items", Kind.CHOICE, "How many at most", true, "1000", options);
    }
}
