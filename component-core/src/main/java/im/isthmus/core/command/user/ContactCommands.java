package im.isthmus.core.command.user;

import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.command.Owners;
import im.isthmus.core.contact.Contacts;
import im.isthmus.core.session.Session;
import im.isthmus.core.text.Text;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The user's contacts on the legacy network. */
public final class ContactCommands {
    /** More do not fit into a message. */
    private static final int MAX_ROWS = 1000;

    private final Backend backend;
    private final Owners owners;

    public ContactCommands(Backend backend, Owners owners) {
        this.backend = backend;
        this.owners = owners;
    }

    /** None, if the network knows no accounts and so no contacts. */
    public List<Command> commands() {
        if (backend.registration() == null) {
            return List.of();
        }
        return List.of(
                Command.of(
                        "contacts",
                        "List my contacts",
                        "Lists your contacts on the other network.",
                        Audience.REGISTERED,
                        this::list),
                Command.of(
                        "sync",
                        "Put my contacts into my roster",
                        "Puts all your contacts on the other network into your roster again.",
                        Audience.REGISTERED,
                        this::sync));
    }

    private CompletionStage<Step> list(Invocation invocation) {
        CompletableFuture<Step> told = new CompletableFuture<>();
        owners.asOwner(
                invocation.user(),
                session ->
                        session.attendance()
                                .contacts()
                                .list(known -> told.complete(table(session, known))));
        return told;
    }

    private static Step table(Session session, List<Contacts.Known> known) {
        if (known.isEmpty()) {
            return Step.done("You have no contacts.");
        }
        List<List<String>> rows =
                known.stream()
                        .sorted(Comparator.comparing(Contacts.Known::localpart))
                        .limit(MAX_ROWS)
                        .map(each ->
                                List.of(
                                        session.jidOf(each.localpart()).toString(),
                                        each.name() == null ? "" : each.name(),
                                        shown(session, each.show())))
                        .toList();
        return new Step.Done(
                Text.of("Contacts: {0}", known.size()),
                List.of(),
                new Step.Table(
                        List.of(
                                new Step.Column("jid", "Address"),
                                new Step.Column("name", "Name"),
                                new Step.Column("show", "Presence")),
                        rows));
    }

    private static String shown(Session session, Show show) {
        Text text =
                switch (show) {
                    case OFFLINE -> Text.of("offline");
                    case ONLINE, CHAT -> Text.of("online");
                    case AWAY, XA -> Text.of("away");
                    case DND -> Text.of("busy");
                };
        return session.language().render(text);
    }

    private CompletionStage<Step> sync(Invocation invocation) {
        CompletableFuture<Step> told = new CompletableFuture<>();
        owners.asOwner(
                invocation.user(),
                session ->
                        session.attendance()
                                .contacts()
                                .sync(count ->
                                        told.complete(
                                                Step.done(
                                                        "Contacts on their way into your roster: {0}",
                                                        count))));
        return told;
    }
}
