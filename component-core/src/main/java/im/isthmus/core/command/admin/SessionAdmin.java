package im.isthmus.core.command.admin;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with what users do now (XEP-0133 sections 4.5 and 4.23, and our own). */
final class SessionAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(SessionAdmin.class);

    /** Between two users who get an announcement. */
    private static final long PACE_MILLIS = 10;

    private static final Field REASON = new Field("quit-message", Kind.TEXT, "The reason", false);
    private static final Field ANNOUNCEMENT =
            new Field("announcement", Kind.LINES, "The message", true);
    private static final Field SUBJECT = new Field("subject", Kind.TEXT, "The subject", false);

    private static final int MAX_ROWS = 1000;

    private final Administration gateway;

    SessionAdmin(Administration gateway) {
        this.gateway = gateway;
    }

    List<Command> commands() {
        return List.of(
                Administration.command(
                        "sessions",
                        "sessions",
                        "List sessions",
                        "Lists who has something running here, and how much.",
                        _ -> sessions()),
                Administration.command(
                                "#end-user-session",
                                "end-session",
                                "End sessions",
                                "Ends what users do here now. They may come back at once.",
                                this::end)
                        .withFields(List.of(Administration.users())),
                Administration.command(
                                "disconnect-user",
                                "disconnect",
                                "Disconnect users",
                                "Disconnects users from the legacy network, and says why.",
                                this::end)
                        .withFields(List.of(Administration.users(), REASON)),
                Administration.command(
                                "#announce",
                                "announce",
                                "Announce something",
                                "Sends a message to everybody who uses the gateway now.",
                                this::announce)
                        .withFields(List.of(ANNOUNCEMENT, SUBJECT)));
    }

    private CompletionStage<Step> sessions() {
        return gateway.askAll(SessionAdmin::row)
                .thenApply(rows -> rows.isEmpty() ? Step.done("There is nobody.") : table(rows));
    }

    private static Step table(List<List<String>> rows) {
        List<Step.Column> columns =
                List.of(
                        new Step.Column("user", "User"),
                        new Step.Column("resources", "Resources"),
                        new Step.Column("rooms", "Rooms"),
                        new Step.Column("queued", "Waiting"));
        List<List<String>> shown =
                rows.stream()
                        .sorted((a, b) -> a.getFirst().compareTo(b.getFirst()))
                        .limit(MAX_ROWS)
                        .toList();
        return new Step.Done(
                Text.of("Sessions: {0}", rows.size()), List.of(), new Step.Table(columns, shown));
    }

    private static List<String> row(Session session) {
        return List.of(
                session.user().toString(),
                Integer.toString(session.onlineResources().size()),
                Integer.toString(session.rooms().count()),
                Integer.toString(session.queued()));
    }

    private CompletionStage<Step> end(Invocation invocation) {
        List<Jid> users = Administration.users(invocation.answers(), "accountjids");
        String given = invocation.answers().get("quit-message");
        String reason = given.isEmpty() ? Text.key("An admin of this gateway ended this.") : given;
        int ended = 0;
        for (Jid user : users) {
            if (gateway.end().test(user, reason)) {
                LOG.info("admin=end-session user={} by={}", user, invocation.user());
                ended++;
            }
        }
        return Step.done("Ended: {0}", ended).now();
    }

    private CompletionStage<Step> announce(Invocation invocation) {
        String subject = invocation.answers().get("subject");
        String body = invocation.answers().get("announcement");
        CompletableFuture<List<Jid>> online =
                gateway.askAll((Session session) ->
                        session.onlineResources().isEmpty() ? null : session.user());
        return online.thenApply(users -> {
            LOG.info("admin=announce users={} by={}", users.size(), invocation.user());
            long at = 0;
            for (Jid user : users) {
                gateway.later().accept(() -> tell(user, subject, body), Duration.ofMillis(at));
                at += PACE_MILLIS;
            }
            return Step.done("It is on its way to {0}.", users.size());
        });
    }

    private void tell(Jid user, String subject, String body) {
        gateway.sessions()
                .get()
                .force(user, session -> session.send(announcement(user, subject, body)));
    }

    private Element announcement(Jid user, String subject, String body) {
        Element message = Xml.stanza("message", gateway.domain(), user, null, null);
        if (!subject.isEmpty()) {
            Xml.text(message, "subject", subject);
        }
        Xml.text(message, "body", body);
        return message;
    }
}
