package im.isthmus.irc.people;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.ContactEvent.Detail;
import im.isthmus.core.backend.ContactEvent.Profile;
import im.isthmus.core.backend.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.irc.channel.Card;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import java.time.Duration;
import java.util.ArrayList;
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

    /** Lines about one person; a channel list of somebody everywhere has many. */
    private static final int MAX_NOTES = 20;

    private static final class Question {
        private final LegacyContact contact;
        private final MessageRef ref;
        private final List<String> notes = new ArrayList<>();
        private Card card;
        private String nick = "";

        Question(LegacyContact contact, MessageRef ref, Card card) {
            this.contact = contact;
            this.ref = ref;
            this.card = card;
        }

        void note(String text) {
            if (notes.size() < MAX_NOTES && !text.isBlank()) {
                notes.add(MircText.strip(text));
            }
        }
    }

    private final Map<String, Question> questions = new LinkedHashMap<>();
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
        if (questions.size() >= MAX) {
            boolean _ = gone(questions.keySet().iterator().next());
        }
        questions.put(nick, new Question(contact, ref, card));
    }

    /**
     * There is nobody of that nick, which is folded.
     *
     * @return whether that answers a question
     */
    public boolean gone(String nick) {
        Question question = questions.remove(nick);
        if (question != null) {
            publish.accept(new RequestFailed(question.ref, absent()));
        }
        return question != null;
    }

    /**
     * A line of an answer.
     *
     * @param nick folded, of whom it is about
     * @return false if it answers to something else
     */
    public boolean takes(String nick, IrcMessage line) {
        Question question = questions.get(nick);
        if (question == null) {
            return false;
        }
        switch (line.command()) {
            case "311" -> {
                question.nick = line.param(1);
                question.card = question.card.with(Card.REAL_NAME, line.lastParam());
                question.note("Real name: " + line.lastParam());
                question.note("Address: " + line.param(2) + "@" + line.param(3));
            }
            // RPL_WHOISKEYVALUE (IRCv3 draft/metadata-2)
            case "760" -> {
                if (Card.KEYS.contains(line.param(2))) {
                    question.card = question.card.with(line.param(2), line.param(4));
                }
            }
            case "330" -> question.note("Account: " + line.param(2));
            case "312" -> question.note("Server: " + line.param(2) + ", " + line.lastParam());
            case "317" -> question.note("Idle for " + idle(line.param(2)));
            case "319" -> question.note("Channels: " + line.lastParam());
            case "301" -> question.note("Away: " + line.lastParam());
            case "318" -> end(nick, question);
            default -> question.note(line.lastParam());
        }
        return true;
    }

    private void end(String nick, Question question) {
        if (question.nick.isEmpty()) {
            boolean _ = gone(nick);
            return;
        }
        questions.remove(nick);
        Profile profile = profile(question.nick, question.card, question.notes);
        publish.accept(new ProfileFetched(question.contact, question.ref, profile));
    }

    /**
     * Says at once what is seen of somebody without asking, as their nick is or is not in a channel
     * of the user's.
     */
    public void seen(LegacyContact contact, MessageRef ref, String nick, Face face, Card card) {
        List<String> notes = new ArrayList<>();
        if (face.userhost() != null) {
            notes.add("Address: " + face.userhost());
        }
        if (face.account() != null) {
            notes.add("Account: " + face.account());
        }
        publish.accept(new ProfileFetched(contact, ref, profile(nick, card, notes)));
    }

    private static Profile profile(String nick, Card card, List<String> notes) {
        String name = card.name();
        List<Detail> details = new ArrayList<>(card.details());
        details.add(new Detail("nickname", nick));
        if (!notes.isEmpty()) {
            details.add(new Detail("note", String.join("\n", notes)));
        }
        return new Profile(name == null ? nick : name, List.of(), card.avatar(), details);
    }

    /** The link is lost: nobody will answer. */
    public void clear(BackendFailure failure) {
        List<Question> all = List.copyOf(questions.values());
        questions.clear();
        all.forEach(question -> publish.accept(new RequestFailed(question.ref, failure)));
    }

    private static BackendFailure absent() {
        return new BackendFailure.NotFound("Nobody on the network has this nick now.");
    }

    private static String idle(String seconds) {
        boolean number = seconds.matches("[0-9]{1,9}");
        Duration time = Duration.ofSeconds(number ? Long.parseLong(seconds) : 0);
        long hours = time.toHours();
        return hours > 0
                ? hours + " h " + time.toMinutesPart() + " min"
                : time.toMinutesPart() + " min " + time.toSecondsPart() + " s";
    }
}
