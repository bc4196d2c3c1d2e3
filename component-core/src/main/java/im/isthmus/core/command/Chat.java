package im.isthmus.core.command;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.Suggestion;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * The chat with the gateway: commands for people whose clients know no others. Each user has at
 * most one command under way, touched by the owner of the user's session only.
 */
public final class Chat {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Set<String> HELP = Set.of("help", "?", "hilfe");
    private static final Set<String> CANCEL = Set.of("cancel", "abbrechen", "stop");

    private final CommandTable table;
    private final Backend backend;
    private final InstantSource clock;
    private final Owners owners;
    private final Map<Jid, Talk> talks = new ConcurrentHashMap<>();

    /** A command under way. */
    private static final class Talk {
        private final Dialog dialog;
        private List<String> words;
        private @Nullable ChatForm form;
        private Instant expires;

        Talk(Dialog dialog, List<String> words, Instant expires) {
            this.dialog = dialog;
            this.words = words;
            this.expires = expires;
        }
    }

    Chat(CommandTable table, Backend backend, InstantSource clock, Owners owners) {
        this.table = table;
        this.backend = backend;
        this.clock = clock;
        this.owners = owners;
    }

    /** Whether what a user wrote is for the gateway: a command, or something about one. */
    public boolean knows(Session session, String body) {
        String line = body.strip();
        String word = line.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return talks.containsKey(session.user())
                || HELP.contains(word)
                || CANCEL.contains(word)
                || table.byWord(word).isPresent();
    }

    /** Acts on what a user wrote to the gateway itself. */
    public void said(Session session, Stanza message, String body) {
        String line = body.strip();
        Talk talk = talks.get(session.user());
        if (talk != null && talk.expires.isBefore(clock.instant())) {
            talks.remove(session.user());
            talk = null;
        }
        if (CANCEL.contains(line.toLowerCase(Locale.ROOT))) {
            talks.remove(session.user());
            reply(
                    session,
                    message,
                    talk == null ? Text.of("There is nothing to cancel.") : Text.of("Canceled."));
        } else if (talk == null) {
            begin(session, message, ChatWords.split(line));
        } else {
            goOn(session, message, talk, line);
        }
    }

    /** Ends what nobody went on with; to be called now and then, by any thread. */
    public void expire() {
        Instant now = clock.instant();
        for (Jid user : talks.keySet()) {
            owners.asOwner(
                    user,
                    _ ->
                            talks.computeIfPresent(
                                    user, (_, talk) -> talk.expires.isBefore(now) ? null : talk));
        }
    }

    private void begin(Session session, Stanza message, List<String> words) {
        String word = words.isEmpty() ? "help" : words.getFirst().toLowerCase(Locale.ROOT);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        if (HELP.contains(word)) {
            help(session, message, rest);
            return;
        }
        Optional<Command> command = table.byWord(word);
        if (command.isEmpty()) {
            reply(session, message, unknown(session, word));
        } else if (!table.mayRun(session, command.get())) {
            reply(
                    session,
                    message,
                    command.get().audience() == Command.Audience.REGISTERED
                            ? Text.of("Register first.")
                            : Text.of("You may not run this command."));
        } else {
            start(session, message, command.get(), rest);
        }
    }

    private void start(Session session, Stanza message, Command command, List<String> words) {
        LegacyAddress address = new Gateway();
        List<String> rest = words;
        if (!command.scopes().contains(Scope.GATEWAY)) {
            LegacyAddress named = words.isEmpty() ? null : address(words.getFirst());
            if (named == null || !CommandTable.isAt(command, named)) {
                reply(
                        session,
                        message,
                        Text.of("Say for which address: {0} ADDRESS", command.word()));
                return;
            }
            address = named;
            rest = words.subList(1, words.size());
        }
        Invocation invocation =
                new Invocation(
                        message.from(),
                        address,
                        table.isAdmin(message.from()),
                        session.language(),
                        Answers.NONE);
        Talk talk = new Talk(new Dialog(command, invocation), rest, later());
        talks.put(session.user(), talk);
        follow(session, message, talk, talk.dialog.start());
    }

    private void goOn(Session session, Stanza message, Talk talk, String line) {
        talk.expires = later();
        ChatForm form = talk.form;
        if (talk.dialog.isBusy() || form == null) {
            reply(session, message, Text.of("Please wait: {0} is still at work.", word(talk)));
            return;
        }
        try {
            form.answer(line);
            ask(session, message, talk, form);
        } catch (FieldCheck.Misfit e) {
            reply(session, message, e.text());
        }
    }

    private void ask(Session session, Stanza message, Talk talk, ChatForm form)
            throws FieldCheck.Misfit {
        if (form.isComplete()) {
            follow(session, message, talk, talk.dialog.submit(form.answers()));
        } else {
            send(session, message, form.question(session.language()));
        }
    }

    private void follow(Session session, Stanza message, Talk talk, CompletionStage<Step> next) {
        Jid user = session.user();
        var _ =
                next.whenComplete((step, _) ->
                        owners.asOwner(user, owner -> arrived(owner, message, talk, step)));
    }

    private void arrived(Session session, Stanza message, Talk talk, Step step) {
        talk.dialog.arrived(step);
        if (!talk.equals(talks.get(session.user())) && step instanceof Step.Ask) {
            return; // canceled meanwhile
        }
        if (!(step instanceof Step.Ask ask)) {
            talks.remove(session.user(), talk);
            send(session, message, ChatText.end(step, session.language()));
            return;
        }
        ChatForm form = new ChatForm(ask, talk.dialog.isAtArguments());
        talk.form = form;
        List<String> words = talk.words;
        talk.words = List.of();
        try {
            form.take(words);
            ask(session, message, talk, form);
        } catch (FieldCheck.Misfit e) {
            talks.remove(session.user(), talk);
            reply(session, message, e.text());
        }
    }

    private void help(Session session, Stanza message, List<String> words) {
        List<Command> mine = table.offered(session);
        if (words.isEmpty()) {
            send(
                    session,
                    message,
                    introduction(session) + "\n" + ChatText.help(mine, session.language()));
            return;
        }
        String word = words.getFirst().toLowerCase(Locale.ROOT);
        Optional<Command> command = mine.stream().filter(c -> c.word().equals(word)).findFirst();
        if (command.isPresent()) {
            send(session, message, ChatText.help(command.get(), session.language()));
        } else {
            reply(session, message, unknown(session, word));
        }
    }

    private String introduction(Session session) {
        String name = backend.identity().name();
        Text guidance = backend.guidance(session.gateway().domain());
        return guidance.isEmpty() ? name : name + "\n" + session.language().render(guidance);
    }

    private Text unknown(Session session, String word) {
        List<String> words = table.offered(session).stream().map(Command::word).toList();
        return Suggestion.nearest(word, words)
                .map(near -> Text.of("I do not know {0}. Did you mean {1}?", word, near))
                .orElseGet(() -> Text.of("I do not know {0}. Type help to see what I know.", word));
    }

    private @Nullable LegacyAddress address(String typed) {
        int at = typed.lastIndexOf('@');
        try {
            return backend.address(at < 0 ? typed : typed.substring(0, at));
        } catch (InvalidJidException e) {
            return null;
        }
    }

    private Instant later() {
        return clock.instant().plus(LIFE);
    }

    private static String word(Talk talk) {
        return talk.dialog.command().word();
    }

    private static void reply(Session session, Stanza message, Text text) {
        send(session, message, session.language().render(text));
    }

    private static void send(Session session, Stanza message, String text) {
        Element answer =
                Xml.stanza(
                        "message",
                        message.to().bare(),
                        message.from(),
                        message.type(),
                        session.names().next());
        Xml.lang(answer, session.language().tag());
        Xml.text(answer, "body", text);
        String thread = message.element().elementText("thread");
        if (thread != null) {
            Xml.text(answer, "thread", thread);
        }
        session.send(answer);
    }
}
