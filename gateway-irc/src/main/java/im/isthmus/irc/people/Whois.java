package im.isthmus.irc.people;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.irc.channel.Card;
import im.isthmus.irc.message.IrcMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who somebody is, as the network says it to WHOIS (modern IRC, "WHOIS message"), as a business
 * card. What the user asks by hand is not touched. Has one owner.
 */
public final class Whois {
    /** More questions at once are a program's, not a person's; the oldest gives way. */
    private static final int MAX = 10;

    /** RPL_ENDOFWHOIS */
    private static final String END = "318";

    private static final BackendFailure ABSENT =
            new BackendFailure.NotFound("Nobody on the network has this nick now.");

    private static final BackendFailure GIVEN_UP =
            new BackendFailure.Unreachable("The IRC network did not answer in time.");

    private final Map<String, WhoisAnswer> answers = new LinkedHashMap<>();
    private final Consumer<LegacyEvent> publish;

    /** Tells answers by {@code publish}. */
    public Whois(Consumer<LegacyEvent> publish) {
        this.publish = publish;
    }

    /**
     * Somebody is asked about.
     *
     * @param nick folded
     * @param card what they are known to say of themselves
     */
    public void asked(String nick, LegacyContact contact, MessageRef ref, Card card) {
        if (answers.size() >= MAX) {
            boolean _ = failed(answers.keySet().iterator().next(), GIVEN_UP);
        }
        answers.put(nick, new WhoisAnswer(contact, ref, card));
    }

    /**
     * There is nobody of that nick, which is folded.
     *
     * @return whether that answers a question
     */
    public boolean gone(String nick) {
        return failed(nick, ABSENT);
    }

    private boolean failed(String nick, BackendFailure failure) {
        WhoisAnswer answer = answers.remove(nick);
        if (answer != null) {
            publish.accept(new RequestFailed(answer.ref(), failure));
        }
        return answer != null;
    }

    /**
     * A line of an answer.
     *
     * @param nick folded, of whom it is about
     * @return false if it answers to something else
     */
    public boolean takes(String nick, IrcMessage line) {
        WhoisAnswer answer = answers.get(nick);
        if (answer == null) {
            return false;
        }
        if (!line.command().equals(END)) {
            answer.take(line);
        } else if (answer.isEmpty()) {
            boolean _ = gone(nick);
        } else {
            answers.remove(nick);
            publish.accept(new ProfileFetched(answer.contact(), answer.ref(), answer.profile()));
        }
        return true;
    }

    /**
     * Says at once what is seen of somebody without asking, as their nick is or is not in a channel
     * of the user's.
     */
    public void seen(LegacyContact contact, MessageRef ref, String nick, Face face, Card card) {
        WhoisAnswer answer = new WhoisAnswer(contact, ref, card);
        answer.seen(nick, face);
        publish.accept(new ProfileFetched(contact, ref, answer.profile()));
    }

    /** The link is lost: nobody will answer. */
    public void clear(BackendFailure failure) {
        List<WhoisAnswer> all = List.copyOf(answers.values());
        answers.clear();
        all.forEach(answer -> publish.accept(new RequestFailed(answer.ref(), failure)));
    }
}
