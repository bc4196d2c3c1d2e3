package im.isthmus.irc.capability;

import im.isthmus.core.backend.Ability;
import java.util.EnumSet;
import java.util.Set;

/** What XMPP can have of a network, by the capabilities that hold there. */
public final class Abilities {
    private Abilities() {}

    /**
     * In channels and between people.
     *
     * @param capabilities that hold
     * @param names whether messages have names there (IRCv3 message-ids), as far as is known
     */
    public static Set<Ability> of(Set<String> capabilities, Supports supports, boolean names) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        if (!capabilities.contains("message-tags")) {
            return abilities;
        }
        boolean replies = supports.passesOn("reply") || supports.passesOn("draft/reply");
        if (supports.passesOn("typing")) {
            abilities.add(Ability.CHAT_STATES);
        }
        if (names && capabilities.contains("draft/read-marker")) {
            abilities.add(Ability.DISPLAYED);
        }
        if (names && replies) {
            abilities.add(Ability.REPLIES);
        }
        if (names && replies && supports.passesOn("draft/react")) {
            abilities.add(Ability.REACTIONS);
        }
        if (names && capabilities.contains("draft/message-redaction")) {
            abilities.add(Ability.MODERATION);
            // Only the echo tells what the own message is called.
            if (capabilities.contains("echo-message")) {
                abilities.add(Ability.RETRACTIONS);
            }
        }
        return abilities;
    }
}
