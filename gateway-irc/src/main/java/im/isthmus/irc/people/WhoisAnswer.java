package im.isthmus.irc.people;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Fact;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.text.Text;
import im.isthmus.irc.channel.Card;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the network has said about one person so far. Has one owner. */
final class WhoisAnswer {
    /** Lines about one person; a channel list of somebody everywhere has many. */
    private static final int MAX_NOTES = 20;

    private static final int MAX_CHANNELS = 200;

    private final LegacyContact contact;
    private final MessageRef ref;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private Card card;
    private String nick = "";

    /**
     * Nothing yet.
     *
     * @param card what they are known to say of themselves
     */
    WhoisAnswer(LegacyContact contact, MessageRef ref, Card card) {
        this.contact = contact;
        this.ref = ref;
        this.card = card;
    }

    LegacyContact contact() {
        return contact;
    }

    MessageRef ref() {
        return ref;
    }

    /** Whether the network has named nobody. */
    boolean isEmpty() {
        return nick.isEmpty();
    }

    /** A line of the answer (modern IRC, "Numerics"), but not its end. */
    void take(IrcMessage line) {
        String last = line.lastParam();
        switch (line.command()) {
            case "311" -> {
                nick = line.param(1);
                card = card.with(Card.REAL_NAME, last);
                note("Real name: " + last);
                address(line.param(2) + "@" + line.param(3));
            }
            // RPL_WHOISKEYVALUE (IRCv3 draft/metadata-2)
            case "760" -> {
                if (Card.KEYS.contains(line.param(2))) {
                    card = card.with(line.param(2), line.param(4));
                }
            }
            case "330" -> account(line.param(2));
            case "312" -> {
                note("Server: " + line.param(2) + ", " + last);
                fact("server", Text.key("Server"), line.param(2));
            }
            case "317" -> idle(line.param(2), line.param(3));
            case "319" -> channels(last);
            case "301" -> {
                note("Away: " + last);
                fact("away", Text.key("Away"), last);
            }
            case "313" -> {
                note(last);
                fact("operator", Text.key("Operator"), last);
            }
            case "671" -> {
                note(last);
                fact("secure", Text.key("Connection"), last);
            }
            default -> note(last);
        }
    }

    /** What is seen of somebody without asking. */
    void seen(String theirNick, Face face) {
        nick = theirNick;
        if (face.userhost() != null) {
            address(face.userhost());
        }
        if (face.account() != null) {
            account(face.account());
        }
    }

    Profile profile() {
        String name = card.name();
        List<Detail> details = new ArrayList<>(card.details());
        details.add(new Detail("nickname", nick));
        if (!notes.isEmpty()) {
            details.add(new Detail("note", String.join("\n", notes)));
        }
        return new Profile(
                name == null ? nick : name,
                List.of(),
                card.avatar(),
                details,
                List.copyOf(facts.values()));
    }

    private void address(String userhost) {
        note("Address: " + userhost);
        fact("user_host", Text.key("Address"), userhost);
    }

    private void account(String account) {
        note("Account: " + account);
        fact("account", Text.key("Account"), account);
    }

    /** {@code 317 me nick seconds since :text}; not all servers say since when. */
    private void idle(String seconds, String since) {
        Duration time = Duration.ofSeconds(number(seconds));
        long hours = time.toHours();
        note(
                "Idle for "
                        + (hours > 0
                                ? hours + " h " + time.toMinutesPart() + " min"
                                : time.toMinutesPart() + " min " + time.toSecondsPart() + " s"));
        fact("idle", Text.key("Seconds without a word"), Long.toString(time.toSeconds()));
        if (number(since) > 0) {
            String when = Instant.ofEpochSecond(number(since)).toString(); // XEP-0082
            fact("signon", Text.key("There since"), when);
        }
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : 0;
    }

    /** May come in several lines. */
    private void channels(String names) {
        note("Channels: " + names);
        Fact before = facts.get("channels");
        List<String> all = new ArrayList<>(before == null ? List.of() : before.values());
        for (String name : MircText.strip(names).split(" ", -1)) {
            if (!name.isEmpty() && all.size() < MAX_CHANNELS) {
                all.add(name);
            }
        }
        fact("channels", Text.key("Channels"), all);
    }

    private void note(String text) {
        if (notes.size() < MAX_NOTES && !text.isBlank()) {
            notes.add(MircText.strip(text));
        }
    }

    private void fact(String name, String label, String value) {
        fact(name, label, List.of(MircText.strip(value)));
    }

    private void fact(String name, String label, List<String> values) {
        if (!values.isEmpty()) {
            facts.put(name, new Fact(name, label, values));
        }
    }
}
