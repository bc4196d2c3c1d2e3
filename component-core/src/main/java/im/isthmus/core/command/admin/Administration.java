package im.isthmus.core.command.admin;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.store.table.DisabledTable;
import im.isthmus.core.stream.StreamStatistics;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What admin commands work with.
 *
 * @param domain the gateway's own address
 * @param sessions once the gateway is put together
 * @param end ends the session of a user, saying why; false if there is none
 * @param registered everybody who registered, by bare JID
 * @param erasure forgets a user, in all tables and in the legacy network
 * @param disabled who may not come back
 * @param reload reads the configuration again
 * @param later runs a task after a delay
 */
public record Administration(
        Jid domain,
        Supplier<Sessions> sessions,
        BiPredicate<Jid, String> end,
        Supplier<List<Jid>> registered,
        Function<Jid, CompletableFuture<Void>> erasure,
        Access access,
        DisabledTable disabled,
        Supplier<StreamStatistics> stream,
        Supplier<Step> reload,
        InstantSource clock,
        BiConsumer<Runnable, Duration> later) {
    /** The nodes of XEP-0133 begin with this. */
    static final String NODE = "http://jabber.org/protocol/admin#";

    /** Who does not answer in this time is left out. */
    private static final long PATIENCE_SECONDS = 10;

    private static final Executor ASIDE = Thread::startVirtualThread;

    /** All admin commands. */
    public List<Command> commands() {
        return Stream.of(
                        new UserLists(this).commands(),
                        new UserAdmin(this).commands(),
                        new SessionAdmin(this).commands(),
                        new GatewayAdmin(this).commands())
                .flatMap(List::stream)
                .toList();
    }

    /** A command for admins whose node is one of XEP-0133. */
    static Command command(
            String node, String word, String name, String description, Handler handler) {
        return Command.of(word, name, description, Audience.ADMINS, handler)
                .withNode(node.startsWith("#") ? NODE + node.substring(1) : node);
    }

    /** The field of XEP-0133 for users, by bare JID. */
    static Field users() {
        return new Field("accountjids", Kind.ADDRESSES, Text.key("Users, by JID"), true);
    }

    /** The bare JIDs in a field, all checked before. */
    static List<Jid> users(Answers answers, String field) {
        List<Jid> users = new ArrayList<>();
        for (String line : answers.lines(field)) {
            Jid user = Jid.checked(line).bare();
            if (!users.contains(user)) {
                users.add(user);
            }
        }
        return users;
    }

    /** Asks every session, as its owner; those that have no answer are left out. */
    <T> CompletableFuture<List<T>> askAll(Function<Session, @Nullable T> question) {
        List<CompletableFuture<@Nullable T>> answers = new ArrayList<>();
        for (Session session : sessions.get().all()) {
            CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
            sessions.get().force(session.user(), owner -> answer.complete(question.apply(owner)));
            answers.add(answer.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        answers.stream()
                                .map(CompletableFuture::join)
                                .filter(Objects::nonNull)
                                .toList());
    }

    /** Does what may wait for the database. */
    static CompletableFuture<Step> aside(Supplier<Step> work) {
        return CompletableFuture.supplyAsync(work, ASIDE);
    }
}
