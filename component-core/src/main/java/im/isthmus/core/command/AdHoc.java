package im.isthmus.core.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.Backend.Identity;
import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.feature.Answer;
import im.isthmus.core.feature.DiscoNode;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRequest;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * Ad-Hoc Commands (XEP-0050). What is open is kept by user and touched by the owner of that user's
 * session only; it outlives the session, which ends when nothing else is going on.
 */
public final class AdHoc implements Feature {
    static final String NAMESPACE = "http://jabber.org/protocol/commands";

    private static final int MAX_OPEN = 10;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final CommandTable table;
    private final InstantSource clock;
    private final Owners owners;
    private final Map<Jid, AdHocSession.Open> open = new ConcurrentHashMap<>();

    AdHoc(CommandTable table, InstantSource clock, Owners owners) {
        this.table = table;
        this.clock = clock;
        this.owners = owners;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return table.isAny(address) ? Set.of(NAMESPACE, Forms.NAMESPACE) : Set.of();
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("set", "command", NAMESPACE, this::command));
    }

    @Override
    public @Nullable DiscoNode node(IqRequest request, String node) throws StanzaException {
        Session session = request.session();
        Jid here = request.stanza().to().bare();
        if (node.equals(NAMESPACE)) {
            List<DiscoNode.Item> items =
                    table.offered(session, request.address()).stream()
                            .map(command ->
                                    new DiscoNode.Item(
                                            here, command.node(), name(session, command)))
                            .toList();
            String title = session.language().render(Text.of("Commands"));
            return new DiscoNode(
                    new Identity("automation", "command-list", title), Set.of(), items);
        }
        if (table.byNode(node, request.address()).isEmpty()) {
            return null;
        }
        Command command = allowed(session, request.address(), node);
        return new DiscoNode(
                new Identity("automation", "command-node", name(session, command)),
                Set.of(NAMESPACE, Forms.NAMESPACE),
                List.of());
    }

    /** Ends what nobody went on with; to be called now and then, by any thread. */
    public void expire() {
        for (Jid user : open.keySet()) {
            owners.asOwner(user, _ -> expire(user));
        }
    }

    private void expire(Jid user) {
        AdHocSession.Open mine = sessions(user);
        mine.expire(clock.instant());
        if (mine.size() == 0) {
            open.remove(user);
        }
    }

    private Answer command(IqRequest request) throws StanzaException {
        String node = request.payload().attributeValue("node", "");
        @Nullable String id = request.payload().attributeValue("sessionid");
        Command command = allowed(request.session(), request.address(), node);
        Action action = Action.of(request.payload().attributeValue("action", "execute"));
        if (id == null) {
            if (action != Action.EXECUTE) {
                throw badRequest("bad-action", "A command begins with the action execute.");
            }
            begin(request, command);
        } else {
            goOn(request, find(request, id, command), action);
        }
        return new Answer.Later();
    }

    private Command allowed(Session session, LegacyAddress address, String node)
            throws StanzaException {
        Command command =
                table.byNode(node, address)
                        .orElseThrow(() ->
                                new StanzaException(
                                        PacketError.Condition.item_not_found,
                                        "There is no command {0} here.",
                                        node));
        if (!table.mayRun(session, command)) {
            throw new StanzaException(
                    PacketError.Condition.forbidden,
                    command.audience() == Command.Audience.REGISTERED
                            ? Text.of("Register first.")
                            : Text.of("You may not run this command."));
        }
        return command;
    }

    private void begin(IqRequest request, Command command) throws StanzaException {
        Session session = request.session();
        AdHocSession.Open mine = sessions(session.user());
        mine.expire(clock.instant());
        if (mine.size() >= MAX_OPEN) {
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    "Too many of your commands are open. Finish or cancel one first.");
        }
        Jid client = request.stanza().from();
        Invocation invocation =
                new Invocation(
                        client,
                        request.address(),
                        table.isAdmin(client),
                        session.language(),
                        Answers.NONE);
        Dialog dialog = new Dialog(command, invocation);
        AdHocSession started = new AdHocSession(UUID.randomUUID().toString(), client, dialog);
        mine.keep(started, clock.instant().plus(LIFE));
        answer(request, started, dialog.start());
    }

    private AdHocSession find(IqRequest request, String id, Command command)
            throws StanzaException {
        Jid client = request.stanza().from();
        AdHocSession.Open mine = sessions(request.session().user());
        mine.expire(clock.instant());
        AdHocSession found = mine.find(id, client);
        if (found == null || !found.dialog().command().equals(command)) {
            throw new StanzaException(
                            PacketError.Condition.not_allowed,
                            "This command is over, or was never started. Start it again.")
                    .with("session-expired", NAMESPACE);
        }
        if (found.dialog().isBusy()) {
            throw badRequest("bad-action", "The command is still at work on your last answer.");
        }
        mine.keep(found, clock.instant().plus(LIFE));
        return found;
    }

    private void goOn(IqRequest request, AdHocSession session, Action action)
            throws StanzaException {
        Dialog dialog = session.dialog();
        Step.Ask form = dialog.form();
        if (action == Action.CANCEL || form == null) {
            sessions(session.client().bare()).end(session);
            Element canceled = AdHocReply.start(session, "canceled");
            request.session().send(Replies.result(request.stanza(), canceled));
        } else if (action == Action.PREV) {
            if (!dialog.canGoBack()) {
                throw badRequest("bad-action", "This is the first form.");
            }
            dialog.back();
            show(request, session, form(dialog), null, Map.of());
        } else {
            submit(request, session, form);
        }
    }

    private void submit(IqRequest request, AdHocSession session, Step.Ask form) {
        Element given = Xml.find(request.payload(), "x", Forms.NAMESPACE);
        try {
            Answers answers = DataForm.read(given, form.fields());
            answer(request, session, session.dialog().submit(answers));
        } catch (FieldCheck.Misfit e) {
            show(request, session, form, e.text(), DataForm.given(given));
        }
    }

    private void answer(IqRequest request, AdHocSession session, CompletionStage<Step> next) {
        var _ =
                next.whenComplete((step, _) ->
                        owners.asOwner(
                                session.client().bare(), _ -> arrived(request, session, step)));
    }

    private void arrived(IqRequest request, AdHocSession session, Step step) {
        session.dialog().arrived(step);
        if (step instanceof Step.Ask form) {
            show(request, session, form, null, Map.of());
            return;
        }
        sessions(session.client().bare()).end(session);
        request.session().send(Replies.result(request.stanza(), AdHocReply.end(session, step)));
    }

    private static void show(
            IqRequest request,
            AdHocSession session,
            Step.Ask form,
            @Nullable Text problem,
            Map<String, String> filled) {
        Element reply = AdHocReply.form(session, form, problem, filled);
        request.session().send(Replies.result(request.stanza(), reply));
    }

    private static Step.Ask form(Dialog dialog) {
        Step.Ask form = dialog.form();
        if (form == null) {
            throw new IllegalStateException("there is no form");
        }
        return form;
    }

    private AdHocSession.Open sessions(Jid user) {
        return open.computeIfAbsent(user.bare(), _ -> new AdHocSession.Open());
    }

    private static String name(Session session, Command command) {
        return session.language().translate(command.name());
    }

    private static StanzaException badRequest(String detail, String pattern) {
        return new StanzaException(PacketError.Condition.bad_request, pattern)
                .with(detail, NAMESPACE);
    }

    /** XEP-0050 section 3.4. */
    private enum Action {
        EXECUTE,
        PREV,
        NEXT,
        COMPLETE,
        CANCEL;

        static Action of(String word) throws StanzaException {
            return switch (word) {
                case "execute" -> EXECUTE;
                case "prev" -> PREV;
                case "next" -> NEXT;
                case "complete" -> COMPLETE;
                case "cancel" -> CANCEL;
                default -> throw badRequest("malformed-action", "There is no such action.");
            };
        }
    }
}
