package im.isthmus.core.command.admin;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.session.Session;
import im.isthmus.core.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with single users (XEP-0133 sections 4.2 to 4.4 and 4.9). */
final class UserAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(UserAdmin.class);

    private final Administration gateway;

    UserAdmin(Administration gateway) {
        this.gateway = gateway;
    }

    List<Command> commands() {
        return List.of(
                Administration.command(
                                "#delete-user",
                                "delete-user",
                                "Delete users",
                                "Unregisters users and erases everything that is stored about them.",
                                this::delete)
                        .withFields(List.of(Administration.users())),
                Administration.command(
                                "#disable-user",
                                "disable-user",
                                "Disable users",
                                "Ends what users do here and keeps them out until they are enabled.",
                                this::disable)
                        .withFields(List.of(Administration.users())),
                Administration.command(
                                "#reenable-user",
                                "enable-user",
                                "Enable users",
                                "Lets disabled users in again.",
                                this::enable)
                        .withFields(List.of(Administration.users())),
                Administration.command(
                                "#user-stats",
                                "user",
                                "Show a user",
                                "Tells what is known about a user now.",
                                this::statistics)
                        .withFields(
                                List.of(
                                        new Field(
                                                "accountjid",
                                                Kind.ADDRESS,
                                                "User, by JID",
                                                true))));
    }

    private CompletionStage<Step> delete(Invocation invocation) {
        List<Jid> users = Administration.users(invocation.answers(), "accountjids");
        Text sure =
                Text.of(
                        "Everything about {0} will be erased. There is no way back.",
                        String.join(", ", users.stream().map(Jid::toString).toList()));
        return Step.confirm(sure, _ -> erase(invocation, users)).now();
    }

    private CompletionStage<Step> erase(Invocation invocation, List<Jid> users) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (Jid user : users) {
            LOG.info("admin=delete-user user={} by={}", user, invocation.user());
            all = all.thenCompose(_ -> gateway.erasure().apply(user));
        }
        return all.thenApply(_ -> Step.done("Erased: {0}", users.size()));
    }

    private CompletionStage<Step> disable(Invocation invocation) {
        List<Jid> users = Administration.users(invocation.answers(), "accountjids");
        if (users.contains(invocation.user())) {
            return Step.failed("You cannot disable yourself.").now();
        }
        return Administration.aside(() -> {
            for (Jid user : users) {
                gateway.disabled().add(user, gateway.clock().instant());
                gateway.access().disable(user);
                var _ = gateway.end().test(user, Text.key("An admin of this gateway ended this."));
                LOG.info("admin=disable-user user={} by={}", user, invocation.user());
            }
            return Step.done("Disabled: {0}", users.size());
        });
    }

    private CompletionStage<Step> enable(Invocation invocation) {
        List<Jid> users = Administration.users(invocation.answers(), "accountjids");
        return Administration.aside(() -> {
            for (Jid user : users) {
                gateway.disabled().remove(user);
                gateway.access().enable(user);
                LOG.info("admin=enable-user user={} by={}", user, invocation.user());
            }
            return Step.done("Enabled: {0}", users.size());
        });
    }

    private CompletionStage<Step> statistics(Invocation invocation) {
        Jid user = Administration.users(invocation.answers(), "accountjid").getFirst();
        if (!gateway.sessions().get().has(user)) {
            return Administration.aside(() -> facts(user, List.of()));
        }
        CompletableFuture<List<Step.Fact>> live = new CompletableFuture<>();
        gateway.sessions().get().force(user, session -> live.complete(live(session)));
        return live.thenApply(facts -> facts(user, facts));
    }

    private static List<Step.Fact> live(Session session) {
        List<String> resources = session.onlineResources().stream().map(Jid::resource).toList();
        return List.of(
                new Step.Fact("onlineresources", Text.key("Online resources"), resources),
                new Step.Fact("rooms", Text.key("Rooms"), session.rooms().count()));
    }

    private Step facts(Jid user, List<Step.Fact> live) {
        List<Step.Fact> facts = new ArrayList<>();
        facts.add(new Step.Fact("accountjid", "User, by JID", user));
        facts.add(
                new Step.Fact(
                        "registered",
                        Text.key("Registered"),
                        gateway.registered().get().contains(user)));
        facts.add(
                new Step.Fact("disabled", Text.key("Disabled"), gateway.access().isDisabled(user)));
        facts.addAll(live);
        return new Step.Done(Text.EMPTY, facts, null);
    }
}
