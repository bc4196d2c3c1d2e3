package im.isthmus.irc.outbound;

import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.core.text.Text;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.outbound.tagged.Target;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.spoken.OwnWords;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Says on IRC, where nothing said can be changed, what was wrong in what the user said last
 * (XEP-0308). The user's clients see it as a correction.
 */
final class Correcting {
    /** People there read on; later they do not know what is meant. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private static final String SIGN = "* ";

    private final Talk talk;
    private final InstantSource clock;
    private final Preference<Corrections> preference;

    Correcting(Talk talk, InstantSource clock, Preference<Corrections> preference) {
        this.talk = talk;
        this.clock = clock;
        this.preference = preference;
    }

    void correct(Target target, CorrectMessage action) throws BackendException {
        IrcLink link = target.link();
        Corrections how = link.preference(preference);
        if (how == Corrections.OFF) {
            throw new BackendException(
                    new BackendFailure.Unsupported(
                            "What was said there cannot be changed. Say it anew."));
        }
        OwnWords said = link.talk().ownWords();
        String conversation = link.server().fold(target.name());
        OwnWords.Last last = said.last(conversation);
        if (last == null || !last.isCalled(action.original()) || isOver(last)) {
            throw new BackendException(
                    new BackendFailure.NotAllowed(
                            Text.of(
                                    "Only your last message there can be corrected, for {0}"
                                            + " minutes. Say it anew.",
                                    WINDOW.toMinutes())));
        }
        if (last.text().equals(action.content().body())) {
            throw Outbound.badValue("This is what you said already.");
        }
        Content words = words(link, how, last.text(), action.content());
        var shown = new SendMessage(action.to(), action.ref(), action.content());
        var sent =
                talk.sayInstead(
                        link, shown, target.name(), words.withReply(answered(action, last)));
        said.corrected(conversation, last, sent);
    }

    private boolean isOver(OwnWords.Last last) {
        return last.time().plus(WINDOW).isBefore(clock.instant());
    }

    private static Content words(IrcLink link, Corrections how, String before, Content content) {
        String body = content.body();
        Difference change = content.spans().isEmpty() ? Difference.between(before, body) : null;
        String sed = how == Corrections.SED && change != null ? change.sed() : null;
        if (sed != null) {
            return Content.of(sed);
        }
        if (change != null) {
            return Content.of(SIGN + change.after());
        }
        // An action begins with whose it is, as people on IRC see it.
        return body.startsWith(Wording.ACTION)
                ? Content.of(
                        SIGN + link.server().nick() + " " + body.substring(Wording.ACTION.length()))
                : Wording.after(SIGN, content);
    }

    /** Clients that see tags tie it to the message. */
    private static @Nullable Reply answered(CorrectMessage action, OwnWords.Last last) {
        String msgid = last.first().legacyId();
        return msgid == null
                ? null
                : new Reply(new MessageId(action.original().xmppId(), msgid), null, null);
    }
}
